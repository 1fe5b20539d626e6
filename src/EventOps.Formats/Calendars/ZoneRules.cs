using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace EventOps.Formats.Calendars;

/// <summary>
/// A time zone as calendars read it (VTIMEZONE): every change of the clocks around the times that are used, each written out,
/// since rules of recurrence for a whole zone are what programs disagree about.
/// </summary>
internal static class ZoneRules
{
    private static readonly Duration Around = Duration.FromDays(370);
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly OffsetPattern Offsets = OffsetPattern.CreateWithInvariantCulture("+HHmm");

    public static void Write(ContentLines lines, string zoneId, Instant from, Instant to)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        lines.Raw("BEGIN", "VTIMEZONE");
        lines.Raw("TZID", zoneId);
        foreach (var interval in zone.GetZoneIntervals(from - Around, to + Around))
            Write(lines, zone, interval);
        lines.Raw("END", "VTIMEZONE");
    }

    private static void Write(ContentLines lines, DateTimeZone zone, ZoneInterval interval)
    {
        var kind = interval.Savings == Offset.Zero ? "STANDARD" : "DAYLIGHT";
        var before = interval.HasStart ? zone.GetUtcOffset(interval.Start - Duration.Epsilon) : interval.WallOffset;
        // The first moment of the new time as the clocks showed it before the change.
        var begins = interval.HasStart
            ? interval.Start.WithOffset(before).LocalDateTime
            : new LocalDateTime(1970, 1, 1, 0, 0);
        lines.Raw("BEGIN", kind);
        lines.Raw("DTSTART", Local.Format(begins));
        lines.Raw("TZOFFSETFROM", Offsets.Format(before));
        lines.Raw("TZOFFSETTO", Offsets.Format(interval.WallOffset));
        lines.Text("TZNAME", interval.Name);
        lines.Raw("END", kind);
    }
}
