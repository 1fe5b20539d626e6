using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>What brings title, time and place to what the page says. What the page leaves out stays.</summary>
internal static class EventDifference
{
    private const string Reason = "import";

    /// <param name="last">What the page said of it before; what it repeats is left as it is.</param>
    public static IEnumerable<MeetupCommand> Of(ScheduleEvent wanted, Meetup meetup, ScheduleEvent? last)
    {
        if (!meetup.Exists)
            return [wanted];
        var isMoved = last is null || (wanted.Start, wanted.End, wanted.Zone) != (last.Start, last.End, last.Zone);
        var isElsewhere = last is null || (wanted.Form, wanted.Venue, wanted.StreamUrl) != (last.Form, last.Venue, last.StreamUrl);
        return
        [
            Revised(wanted, last), .. isMoved ? Rescheduled(wanted, meetup) : [], .. isElsewhere ? Relocated(wanted, meetup.Place) : [],
        ];
    }

    private static ReviseEvent Revised(ScheduleEvent wanted, ScheduleEvent? last) => new(
        ImportMemory.Changed(wanted.Title, last?.Title), ImportMemory.Changed(wanted.Theme, last?.Theme), ImportMemory.Changed(wanted.Summary, last?.Summary),
        ImportMemory.Changed(wanted.Series, last?.Series), wanted.Tags.Count > 0 && wanted.Tags != last?.Tags ? wanted.Tags : null,
        ImportMemory.Changed(wanted.Language, last?.Language), ImportMemory.Changed(wanted.Cover, last?.Cover));

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
