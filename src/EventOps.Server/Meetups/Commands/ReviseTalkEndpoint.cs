using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ReviseTalkEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ReviseTalk>(new Shape());

    private sealed class Shape : AbstractValidator<ReviseTalk>
    {
        public Shape()
        {
            RuleFor(c => c.TalkId).Id();
            RuleFor(c => c.Title).NotBlank().Line(FieldRules.Title);
            RuleFor(c => c.Abstract).Text(FieldRules.Prose);
            RuleFor(c => c.Takeaways).AtMost(50);
            RuleForEach(c => c.Takeaways ?? default).Filled().Text(FieldRules.Reason).OverridePropertyName(nameof(ReviseTalk.Takeaways));
            RuleFor(c => c.Language).Language();
        }
    }
}
