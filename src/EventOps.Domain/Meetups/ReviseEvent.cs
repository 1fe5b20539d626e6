using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Rewrites what the meetup is about. What is left out stays; an empty text or list clears.</summary>
public sealed record ReviseEvent(
    string? Title = null, string? Theme = null, string? Summary = null, string? Series = null, ValueList<string>? Tags = null,
    string? Language = null, string? Cover = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var before = meetup.Details;
        var after = new MeetupDetails(
            Title ?? before.Title, Texts.Revise(before.Theme, Theme), Texts.Revise(before.Summary, Summary),
            Texts.Revise(before.Series, Series), Tags ?? before.Tags, Language ?? before.Language,
            Texts.Revise(before.Cover, Cover));
        return after == before
            ? Decision<MeetupEvent>.Nothing
            : new EventRevised(after.Title, after.Theme, after.Summary, after.Series, after.Tags, after.Language, after.Cover);
    }
}
