using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AttachSlidesEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AttachSlides>(new Shape(), (c, newId) => c with { SlidesId = newId(c.SlidesId) });

    private sealed class Shape : AbstractValidator<AttachSlides>
    {
        public Shape()
        {
            RuleFor(c => c.Title).Filled().Line(FieldRules.Title);
            RuleFor(c => c.Url).Filled().When(c => c.File is null).Link();
        }
    }
}
