using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ReinstateEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ReinstateEvent>(new Shape());

    private sealed class Shape : AbstractValidator<ReinstateEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Reason).Line(FieldRules.Reason);
        }
    }
}
