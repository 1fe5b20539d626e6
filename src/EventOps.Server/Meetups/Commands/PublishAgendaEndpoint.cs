using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class PublishAgendaEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<PublishAgenda>(new Shape());

    private sealed class Shape : AbstractValidator<PublishAgenda>
    {
        public Shape()
        {
            RuleFor(c => c.Comment).Text(FieldRules.Reason);
        }
    }
}
