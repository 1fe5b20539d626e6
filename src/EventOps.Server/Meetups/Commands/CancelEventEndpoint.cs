using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class CancelEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<CancelEvent>(new Shape());

    private sealed class Shape : AbstractValidator<CancelEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
        }
    }
}
