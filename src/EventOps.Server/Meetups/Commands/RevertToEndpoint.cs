using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RevertToEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RevertTo>(new Shape());

    private sealed class Shape : AbstractValidator<RevertTo>
    {
        public Shape()
        {
            RuleFor(c => c.Version).GreaterThan(0).WithErrorCode("out_of_range").WithMessage("'version' must be a whole number of 1 or more.");
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
        }
    }
}
