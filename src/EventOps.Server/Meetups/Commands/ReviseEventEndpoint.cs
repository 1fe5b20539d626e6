using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ReviseEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ReviseEvent>(new Shape());

    private sealed class Shape : AbstractValidator<ReviseEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Title).NotBlank().Line(FieldRules.Title);
            RuleFor(c => c.Theme).Line(FieldRules.Title);
            RuleFor(c => c.Summary).Text(FieldRules.Prose);
            RuleFor(c => c.Series).Line(FieldRules.Name);
            RuleFor(c => c.Tags).AtMost(30);
            RuleForEach(c => c.Tags ?? default).Filled().Line(FieldRules.Name).OverridePropertyName(nameof(ReviseEvent.Tags));
            RuleFor(c => c.Language).NotBlank().Language();
            RuleFor(c => c.Cover).Link();
        }
    }
}
