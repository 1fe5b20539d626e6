using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class HoldSlidesEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<HoldSlides>(new Shape());

    private sealed class Shape : AbstractValidator<HoldSlides>
    {
        public Shape()
        {
            RuleFor(c => c.SlidesId).Id();
        }
    }
}
