using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AssignSpeakersEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AssignSpeakers>(new Shape());

    private sealed class Shape : AbstractValidator<AssignSpeakers>
    {
        public Shape()
        {
            RuleFor(c => c.TalkId).Id();
            RuleFor(c => c.Speakers).AtMost(50);
            RuleFor(c => c.Overrule).Line(FieldRules.Reason);
        }
    }
}
