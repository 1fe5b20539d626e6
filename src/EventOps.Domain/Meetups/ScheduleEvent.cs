using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Puts a meetup on the calendar. Everything else about it comes after.</summary>
/// <param name="Slug">The meetup's name in addresses, unique in its community; <see cref="ChangeSlug"/> gives it another.</param>
/// <param name="Start">Local time in <paramref name="Zone"/>.</param>
/// <param name="End">Local time; left out when nobody announced one.</param>
/// <param name="Weekday">A checksum of the date, warned about when it does not fit.</param>
public sealed record ScheduleEvent(
    string Slug, string Title, LocalDateTime Start, string Zone, MeetupForm Form = MeetupForm.Online, LocalDateTime? End = null,
    Venue? Venue = null, string? StreamUrl = null, string? Theme = null, string? Summary = null, string? Series = null,
    ValueList<string> Tags = default, string Language = "zh", string? Cover = null, IsoDayOfWeek? Weekday = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var time = new MeetupTime(Start, End, Zone);
        if (MeetupTimes.Impossible(time) is { } impossible)
            return impossible;
        if (meetup.Exists)
            return IsAlready(meetup) ? Decision<MeetupEvent>.Nothing : new MeetupAlreadyScheduled(meetup.Slug);
        return Decision<MeetupEvent>.Accept(new EventScheduled(
                Slug, Title, Theme, Summary, Series, Tags, Language, Cover, Start, End, Zone, Form, Venue, StreamUrl))
            .Warn(
                MeetupTimes.WrongWeekday(Start, Weekday),
                MeetupTimes.Ambiguous(time),
                MeetupPlaces.Incomplete(new(Form, Venue, StreamUrl)));
    }

    private bool IsAlready(Meetup meetup) =>
        meetup.Slug == Slug
        && meetup.Details == new MeetupDetails(Title, Theme, Summary, Series, Tags, Language, Cover)
        && meetup.Time == new MeetupTime(Start, End, Zone)
        && meetup.Place == new MeetupPlace(Form, Venue, StreamUrl);
}

/// <summary>The id belongs to a meetup that was scheduled with other facts.</summary>
public sealed record MeetupAlreadyScheduled(string Slug) : Refusal(
    RefusalKind.Conflict, "meetup.already_scheduled", $"This meetup is scheduled already, as '{Slug}'; revise or reschedule it.");
