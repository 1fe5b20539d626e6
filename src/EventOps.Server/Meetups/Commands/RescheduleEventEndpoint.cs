using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RescheduleEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RescheduleEvent>(new Shape());

    private sealed class Shape : AbstractValidator<RescheduleEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
            RuleFor(c => c.Zone).NotBlank().Line(FieldRules.Name);
        }
    }
}
