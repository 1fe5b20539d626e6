using EventOps.Domain.Shared;
using NodaTime;
using NodaTime.TimeZones;

namespace EventOps.Domain.Meetups;

/// <summary>The meetup ends before it starts.</summary>
public sealed record EndNotAfterStart(LocalDateTime Start, LocalDateTime End) : Refusal(
    RefusalKind.Invalid, "meetup.end_not_after_start", $"The end {End:uuuu-MM-dd HH:mm} is not after the start {Start:uuuu-MM-dd HH:mm}.");

/// <summary>The meetup is longer than anybody attends.</summary>
public sealed record MeetupTooLong(int Days) : Refusal(
    RefusalKind.Invalid, "meetup.too_long", $"A meetup lasts at most {MeetupTimes.MostDays} days, not {Days}.");

/// <summary>The year is one that no meetup has; at the calendar's ends the moment itself does not exist in every zone.</summary>
public sealed record TimeOutOfRange(LocalDateTime Time) : Refusal(
    RefusalKind.Invalid, "meetup.time_out_of_range", $"The year {Time.Year} is not between {MeetupTimes.FirstYear} and {MeetupTimes.LastYear}.");

/// <summary>The zone is not in the IANA time zone database.</summary>
public sealed record ZoneUnknown(string Zone) : Refusal(
    RefusalKind.Invalid, "meetup.zone_unknown", $"'{Zone}' is not an IANA time zone like Asia/Shanghai.");

/// <summary>The zone's clocks jump over this local time.</summary>
public sealed record TimeSkipped(string Zone, LocalDateTime Time) : Refusal(
    RefusalKind.Invalid, "meetup.time_skipped", $"{Time:uuuu-MM-dd HH:mm} does not exist in {Zone}: its clocks jump over it.");

/// <summary>What makes a meetup's times possible.</summary>
internal static class MeetupTimes
{
    public const int MostDays = 31;
    public const int FirstYear = 1900;
    public const int LastYear = 2999;

    public static Refusal? Impossible(MeetupTime time)
    {
        // The provider also takes fixed offsets like UTC+8, which calendars and browsers do not know as zones.
        if (!TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(time.Zone))
            return new ZoneUnknown(time.Zone);
        var zone = DateTimeZoneProviders.Tzdb[time.Zone];
        if (OutOfRange(time.Start))
            return new TimeOutOfRange(time.Start);
        if (Skipped(zone, time.Start))
            return new TimeSkipped(time.Zone, time.Start);
        if (time.End is not { } end)
            return null;
        if (end <= time.Start)
            return new EndNotAfterStart(time.Start, end);
        if (OutOfRange(end))
            return new TimeOutOfRange(end);
        if (Skipped(zone, end))
            return new TimeSkipped(time.Zone, end);
        return time.Days > MostDays ? new MeetupTooLong(time.Days) : null;
    }

    /// <summary>A weekday is a checksum of its date: organizers copy last month's page.</summary>
    public static Warning? WrongWeekday(LocalDateTime start, IsoDayOfWeek? weekday) =>
        weekday is null or IsoDayOfWeek.None || weekday == start.DayOfWeek
            ? null
            : new("meetup.weekday_mismatch", $"{start:uuuu-MM-dd} is a {start.DayOfWeek}, not a {weekday}.", "weekday");

    /// <summary>Clocks that go back make a local time twice; the earlier one is meant, and said.</summary>
    public static Warning? Ambiguous(MeetupTime time) =>
        DateTimeZoneProviders.Tzdb[time.Zone].MapLocal(time.Start).Count > 1
            ? new("meetup.time_ambiguous", $"{time.Start:uuuu-MM-dd HH:mm} happens twice in {time.Zone}; the earlier one is taken.", "start")
            : null;

    /// <summary>Why a single time in the meetup's zone is none, if so.</summary>
    public static Refusal? Impossible(string zone, LocalDateTime time)
    {
        if (OutOfRange(time))
            return new TimeOutOfRange(time);
        return Skipped(DateTimeZoneProviders.Tzdb[zone], time) ? new TimeSkipped(zone, time) : null;
    }

    /// <summary>The moment a meetup starts; of two, the earlier.</summary>
    public static Instant StartInstant(MeetupTime time) => InstantOf(time.Zone, time.Start);

    /// <summary>The moment of a local time; of two, the earlier.</summary>
    public static Instant InstantOf(string zone, LocalDateTime time) =>
        time.InZone(DateTimeZoneProviders.Tzdb[zone], Resolvers.LenientResolver).ToInstant();

    private static bool OutOfRange(LocalDateTime time) => time.Year is < FirstYear or > LastYear;

    private static bool Skipped(DateTimeZone zone, LocalDateTime time) => zone.MapLocal(time).Count == 0;
}
