using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveSlotEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveSlot>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveSlot>
    {
        public Shape()
        {
            RuleFor(c => c.SlotId).Id();
        }
    }
}
