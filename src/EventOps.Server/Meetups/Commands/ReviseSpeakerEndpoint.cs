using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ReviseSpeakerEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ReviseSpeaker>(new Shape());

    private sealed class Shape : AbstractValidator<ReviseSpeaker>
    {
        public Shape()
        {
            RuleFor(c => c.SpeakerId).Id();
            RuleFor(c => c.Name).Line(FieldRules.Name);
            RuleFor(c => c.Alias).Line(FieldRules.Name);
            RuleFor(c => c.Organisation).Line(FieldRules.Name);
            RuleFor(c => c.Role).Line(FieldRules.Title);
            RuleFor(c => c.Bio).Text(FieldRules.Prose);
        }
    }
}
