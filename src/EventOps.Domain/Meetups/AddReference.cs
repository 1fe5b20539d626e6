using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Links a project or further reading, with a talk or with the meetup.</summary>
public sealed record AddReference(string Title, string Url, Guid ReferenceId = default, Guid? TalkId = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Add(
            meetup, meetup.References, ReferenceId, new(ReferenceId, TalkId, Title, Url), "reference", () =>
            meetup.MissingTalk(TalkId) is { } missing ? missing : new ReferenceAdded(ReferenceId, TalkId, Title, Url));
}
