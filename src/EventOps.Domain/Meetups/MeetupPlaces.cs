using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>What a place should say for people to get there.</summary>
internal static class MeetupPlaces
{
    public static Warning? Incomplete(MeetupPlace place) => place switch
    {
        { Form: MeetupForm.Onsite or MeetupForm.Hybrid, Venue: null } =>
            new("meetup.venue_missing", "People are asked to come, but no venue is named.", "venue"),
        { Form: MeetupForm.Online, Venue: not null } =>
            new("meetup.venue_unused", "The meetup is online only, yet a venue is named.", "venue"),
        _ => null,
    };
}
