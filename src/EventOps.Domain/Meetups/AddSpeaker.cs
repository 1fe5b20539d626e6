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
        var wanted = new Speaker(
            SpeakerId, Texts.Known(Name), Texts.Known(Alias), Texts.Known(Organisation), Texts.Known(Role), Texts.Known(Bio));
        if (wanted is { Name: null, Alias: null })
            return new SpeakerNameless();
        return Entries.Add(meetup, meetup.Speakers, SpeakerId, wanted, "speaker", () =>
            Decision<MeetupEvent>.Accept(new SpeakerAdded(
                    SpeakerId, wanted.Name, wanted.Alias, wanted.Organisation, wanted.Role, wanted.Bio))
                .Warn(Namesake(meetup, wanted)));
    }

    private static Warning? Namesake(Meetup meetup, Speaker wanted) =>
        meetup.Speakers.Values.Any(other => other.Name == wanted.Name && other.Alias == wanted.Alias)
            ? new("speaker.namesake", $"Somebody called {wanted.Name ?? wanted.Alias} is here already.", "name")
            : null;
}

/// <summary>A speaker has neither a name nor an alias.</summary>
public sealed record SpeakerNameless() : Refusal(
    RefusalKind.Invalid, "speaker.nameless", "A speaker needs a name or an alias.");
