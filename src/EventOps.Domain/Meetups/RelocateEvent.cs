using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Moves the meetup to another place: on site, online or both. The place is given whole.</summary>
public sealed record RelocateEvent(MeetupForm Form, string Reason, Venue? Venue = null, string? StreamUrl = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var before = meetup.Place;
        var after = new MeetupPlace(Form, Venue, StreamUrl);
        if (after == before)
            return Decision<MeetupEvent>.Nothing;
        if (meetup.Status is MeetupStatus.Cancelled)
            return new MeetupIsCancelled();
        return Decision<MeetupEvent>.Accept(new EventRelocated(
                before.Form, before.Venue, before.StreamUrl, Form, Venue, StreamUrl, Reason))
            .Warn(MeetupPlaces.Incomplete(after));
    }
}
