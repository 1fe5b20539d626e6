using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>What brings title, time and place to what the page says. What the page leaves out stays.</summary>
internal static class EventDifference
{
    private const string Reason = "import";

    public static IEnumerable<MeetupCommand> Of(ScheduleEvent wanted, Meetup meetup)
    {
        if (!meetup.Exists)
            return [wanted];
        return [Revised(wanted, meetup.Details), .. Rescheduled(wanted, meetup), .. Relocated(wanted, meetup.Place)];
    }

    private static ReviseEvent Revised(ScheduleEvent wanted, MeetupDetails details) => new(
        wanted.Title, wanted.Theme, wanted.Summary, wanted.Series, wanted.Tags.Count > 0 ? wanted.Tags : details.Tags, wanted.Language, wanted.Cover);

    // A postponed meetup gets its date by hand: the page may be the old one.
    private static IEnumerable<MeetupCommand> Rescheduled(ScheduleEvent wanted, Meetup meetup)
    {
        var end = wanted.End ?? (meetup.Time.Start == wanted.Start ? meetup.Time.End : null);
        return meetup.Status is not MeetupStatus.Scheduled || meetup.Time == new MeetupTime(wanted.Start, end, wanted.Zone)
            ? []
            : [new RescheduleEvent(wanted.Start, Reason, end, wanted.Zone, wanted.Weekday)];
    }

    private static IEnumerable<MeetupCommand> Relocated(ScheduleEvent wanted, MeetupPlace place)
    {
        var venue = wanted.Venue ?? (wanted.Form is MeetupForm.Online ? null : place.Venue);
        var stream = wanted.StreamUrl ?? (wanted.Form is MeetupForm.Onsite ? null : place.StreamUrl);
        return place == new MeetupPlace(wanted.Form, venue, stream) ? [] : [new RelocateEvent(wanted.Form, Reason, venue, stream)];
    }
}
