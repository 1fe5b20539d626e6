using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class PlaceSlotEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<PlaceSlot>(new Shape(), (c, newId) => c with { SlotId = newId(c.SlotId) });

    private sealed class Shape : AbstractValidator<PlaceSlot>
    {
        public Shape()
        {
            RuleFor(c => c.Title).Line(FieldRules.Title);
            RuleFor(c => c.Room).Line(FieldRules.Name);
            RuleFor(c => c.Track).Line(FieldRules.Name);
            RuleFor(c => c.Overrule).Line(FieldRules.Reason);
        }
    }
}
