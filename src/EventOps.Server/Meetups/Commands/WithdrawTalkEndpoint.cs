using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class WithdrawTalkEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<WithdrawTalk>(new Shape());

    private sealed class Shape : AbstractValidator<WithdrawTalk>
    {
        public Shape()
        {
            RuleFor(c => c.TalkId).Id();
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
        }
    }
}
