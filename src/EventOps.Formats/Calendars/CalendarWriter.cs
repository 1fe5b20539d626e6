using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace EventOps.Formats.Calendars;

/// <summary>Writes entries as one iCalendar file (RFC 5545, with names and refresh times of RFC 7986).</summary>
internal static class CalendarWriter
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    public static byte[] Write(string name, string? source, IReadOnlyList<CalendarEntry> entries)
    {
        var lines = new ContentLines();
        lines.Raw("BEGIN", "VCALENDAR");
        lines.Raw("VERSION", "2.0");
        lines.Raw("PRODID", "-//EventOps//Meetups//EN");
        lines.Raw("CALSCALE", "GREGORIAN");
        lines.Text("NAME", name);
        lines.Text("X-WR-CALNAME", name);
        lines.Address("SOURCE;VALUE=URI", source);
        lines.Raw("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        lines.Raw("X-PUBLISHED-TTL", "PT1H");
        foreach (var zone in entries.GroupBy(entry => entry.Zone, StringComparer.Ordinal).OrderBy(zone => zone.Key, StringComparer.Ordinal))
            ZoneRules.Write(lines, zone.Key, zone.Min(StartOf), zone.Max(EndOf));
        foreach (var entry in entries)
            Write(lines, entry);
        lines.Raw("END", "VCALENDAR");
        return lines.ToArray();
    }

    private static void Write(ContentLines lines, CalendarEntry entry)
    {
        lines.Raw("BEGIN", "VEVENT");
        lines.Raw("UID", entry.Id.ToString());
        lines.Raw("SEQUENCE", $"{entry.Sequence}");
        lines.Raw("DTSTAMP", Utc.Format(entry.ChangedAt));
        lines.Raw("LAST-MODIFIED", Utc.Format(entry.ChangedAt));
        lines.Raw($"DTSTART;TZID={entry.Zone}", Local.Format(entry.Start));
        if (entry.End is { } end)
            lines.Raw($"DTEND;TZID={entry.Zone}", Local.Format(end));
        lines.Text("SUMMARY", entry.Title);
        lines.Text("DESCRIPTION", entry.Description);
        lines.Text("LOCATION", entry.Location);
        lines.Address("URL", entry.Url);
        lines.Address("CONFERENCE;VALUE=URI;FEATURE=VIDEO", entry.Stream);
        foreach (var attachment in entry.Attachments)
            lines.Address("ATTACH", attachment);
        lines.Texts("CATEGORIES", entry.Tags);
        lines.Raw("STATUS", entry.Cancelled ? "CANCELLED" : "CONFIRMED");
        lines.Raw("END", "VEVENT");
    }

    private static Instant StartOf(CalendarEntry entry) => At(entry.Zone, entry.Start);

    private static Instant EndOf(CalendarEntry entry) => At(entry.Zone, entry.End ?? entry.Start);

    private static Instant At(string zone, LocalDateTime local) =>
        local.InZone(DateTimeZoneProviders.Tzdb[zone], Resolvers.LenientResolver).ToInstant();
}
