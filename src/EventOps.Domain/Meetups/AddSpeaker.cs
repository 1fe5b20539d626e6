using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Names a person who appears at this meetup, by name, by alias (花名, a pen name) or by both.</summary>
public sealed record AddSpeaker(
    Guid SpeakerId = default, string? Name = null, string? Alias = null, string? Organisation = null, string? Role = null,
    string? Bio = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var wanted = new Speaker(SpeakerId, Name, Alias, Organisation, Role, Bio);
        if (string.IsNullOrEmpty(Name) && string.IsNullOrEmpty(Alias))
            return new SpeakerNameless();
        return Entries.Add(meetup, meetup.Speakers, SpeakerId, wanted, "speaker", () =>
            Decision<MeetupEvent>.Accept(new SpeakerAdded(SpeakerId, Name, Alias, Organisation, Role, Bio))
                .Warn(Namesake(meetup)));
    }

    private Warning? Namesake(Meetup meetup) =>
        meetup.Speakers.Values.Any(other => other.Name == Name && other.Alias == Alias)
            ? new("speaker.namesake", $"Somebody called {Name ?? Alias} is here already.", "name")
            : null;
}

/// <summary>A speaker has neither a name nor an alias.</summary>
public sealed record SpeakerNameless() : Refusal(
    RefusalKind.Invalid, "speaker.nameless", "A speaker needs a name or an alias.");
