using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ReplaceSlidesEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ReplaceSlides>(new Shape());

    private sealed class Shape : AbstractValidator<ReplaceSlides>
    {
        public Shape()
        {
            RuleFor(c => c.SlidesId).Id();
            RuleFor(c => c.Url).Filled().When(c => c.File is null).Link();
            RuleFor(c => c.Title).NotBlank().Line(FieldRules.Title);
            RuleFor(c => c.Reason).Line(FieldRules.Reason);
        }
    }
}
