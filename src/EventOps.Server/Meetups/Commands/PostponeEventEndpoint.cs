using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class PostponeEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<PostponeEvent>(new Shape());

    private sealed class Shape : AbstractValidator<PostponeEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
        }
    }
}
