using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddTalkEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddTalk>(new Shape(), (c, newId) => c with { TalkId = newId(c.TalkId) });

    private sealed class Shape : AbstractValidator<AddTalk>
    {
        public Shape()
        {
            RuleFor(c => c.Title).Filled().Line(FieldRules.Title);
            RuleFor(c => c.Abstract).Text(FieldRules.Prose);
            RuleFor(c => c.Takeaways).AtMost(50);
            RuleForEach(c => c.Takeaways).Filled().Text(FieldRules.Reason);
            RuleFor(c => c.Language).Language();
            RuleFor(c => c.Speakers).AtMost(50);
        }
    }
}
