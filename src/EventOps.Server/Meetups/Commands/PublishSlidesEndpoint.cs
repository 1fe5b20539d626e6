using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class PublishSlidesEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<PublishSlides>(new Shape());

    private sealed class Shape : AbstractValidator<PublishSlides>
    {
        public Shape()
        {
            RuleFor(c => c.SlidesId).Id();
        }
    }
}
