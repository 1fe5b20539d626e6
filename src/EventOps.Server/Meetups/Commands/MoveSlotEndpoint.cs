using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class MoveSlotEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<MoveSlot>(new Shape());

    private sealed class Shape : AbstractValidator<MoveSlot>
    {
        public Shape()
        {
            RuleFor(c => c.SlotId).Id();
            RuleFor(c => c.Room).Line(FieldRules.Name);
            RuleFor(c => c.Track).Line(FieldRules.Name);
            RuleFor(c => c.Overrule).Line(FieldRules.Reason);
        }
    }
}
