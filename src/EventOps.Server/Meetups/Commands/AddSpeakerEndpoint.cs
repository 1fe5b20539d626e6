using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddSpeakerEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddSpeaker>(new Shape(), (c, newId) => c with { SpeakerId = newId(c.SpeakerId) });

    private sealed class Shape : AbstractValidator<AddSpeaker>
    {
        public Shape()
        {
            RuleFor(c => c.Name).Line(FieldRules.Name);
            RuleFor(c => c.Alias).Line(FieldRules.Name);
            RuleFor(c => c.Organisation).Line(FieldRules.Name);
            RuleFor(c => c.Role).Line(FieldRules.Title);
            RuleFor(c => c.Bio).Text(FieldRules.Prose);
        }
    }
}
