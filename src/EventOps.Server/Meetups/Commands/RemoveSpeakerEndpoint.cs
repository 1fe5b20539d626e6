using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveSpeakerEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveSpeaker>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveSpeaker>
    {
        public Shape()
        {
            RuleFor(c => c.SpeakerId).Id();
        }
    }
}
