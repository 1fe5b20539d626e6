using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class WithdrawSlidesEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<WithdrawSlides>(new Shape());

    private sealed class Shape : AbstractValidator<WithdrawSlides>
    {
        public Shape()
        {
            RuleFor(c => c.SlidesId).Id();
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
        }
    }
}
