using System.Globalization;
using EventOps.Formats.Shared;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Formats.Importing.Files;

/// <summary>When the events of a schedule are, in the zone that it names, or else in the one that its times agree with.</summary>
internal sealed class ScheduleTimes
{
    private readonly IReadOnlyList<RawDay> days;

    private ScheduleTimes(string zone, IReadOnlyList<RawDay> days)
    {
        (Zone, this.days) = (zone, days);
        (FirstDay, LastDay) = (days.Min(DateOf), days.Max(DateOf));
    }

    public string Zone { get; }

    public LocalDate? FirstDay { get; }

    private LocalDate? LastDay { get; }

    public static ScheduleTimes Of(RawSchedule raw, string usual, Findings findings)
    {
        if (raw.Zone is { } named && DateTimeZoneProviders.Tzdb.GetZoneOrNull(named.Trim()) is { } zone)
            return new(zone.Id, raw.Days);
        if (raw.Zone is not null)
            findings.Warn("time.zone_unknown", "There is no such time zone.", 1, raw.Zone);
        var moments = raw.Days.SelectMany(day => day.Events.Select(held => held.Date).Append(day.Start)).Select(Moment).OfType<OffsetDateTime>().ToList();
        if (moments.Count == 0 || moments.TrueForAll(moment => DateTimeZoneProviders.Tzdb[usual].GetUtcOffset(moment.ToInstant()) == moment.Offset))
            return new(usual, raw.Days);
        var hours = moments[0].Offset.Seconds / NodaConstants.SecondsPerHour;
        var fixedZone = moments[0].Offset.Seconds % NodaConstants.SecondsPerHour == 0 ? string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-hours:+0;-0;+0}") : "UTC";
        var chosen = DateTimeZoneProviders.Tzdb.GetZoneOrNull(fixedZone.Replace("GMT+0", "UTC", StringComparison.Ordinal))?.Id ?? "UTC";
        findings.Warn("time.zone_unsaid", "The schedule names no time zone, only offsets; its clocks will not change with the season.", 1, null, chosen);
        return new(chosen, raw.Days);
    }

    /// <summary>Null when it cannot be read, or goes on after midnight.</summary>
    public ToldSlot? Slot(RawDay day, RawEvent held)
    {
        var start = Moment(held.Date) is { } moment ? Local(moment) : DateOf(day) is { } date && Length(held.Start) is { } clock ? date.AtMidnight() + clock : (LocalDateTime?)null;
        if (start is not { } from || Length(held.Duration) is not { } length || from + length is var to && to.Date != from.Date)
            return null;
        return new(from.Date, from.TimeOfDay, (from + length).TimeOfDay, Line(held.Room), Line(held.Track));
    }

    /// <summary>From the first event of the first day to the last of the last; of a day without events its own bounds.</summary>
    public (LocalDateTime? Start, LocalDateTime? End) Span(IEnumerable<ToldSlot> slots)
    {
        var all = slots.ToList();
        var first = FirstDay ?? (all.Count > 0 ? all.Min(slot => slot.Date) : null);
        var last = LastDay ?? (all.Count > 0 ? all.Max(slot => slot.Date) : null);
        var start = all.Where(slot => slot.Date == first).Select(slot => (LocalDateTime?)slot.Date!.Value.At(slot.Start)).Min() ?? Bound(day => day.Start, first);
        var end = all.Where(slot => slot.Date == last).Select(slot => (LocalDateTime?)slot.Date!.Value.At(slot.End)).Max() ?? Bound(day => day.End, last);
        return (start, end > start ? end : null);
    }

    private LocalDateTime? Bound(Func<RawDay, string?> bound, LocalDate? date) =>
        days.Where(day => DateOf(day) == date).Select(day => Moment(bound(day))).OfType<OffsetDateTime>().Select(moment => (LocalDateTime?)Local(moment)).FirstOrDefault(local => local?.Date == date)
        ?? date?.AtMidnight();

    private static string? Line(string? text) => PlainText.Line(text) is { Length: > 0 } line ? line : null;

    private LocalDateTime Local(OffsetDateTime moment) => moment.ToInstant().InZone(DateTimeZoneProviders.Tzdb[Zone]).LocalDateTime;

    private static LocalDate? DateOf(RawDay day) =>
        LocalDatePattern.Iso.Parse(day.Date?.Trim() ?? "") is { Success: true, Value: var date } ? date : Moment(day.Start)?.Date;

    private static OffsetDateTime? Moment(string? text) =>
        OffsetDateTimePattern.Rfc3339.Parse(text?.Trim() ?? "") is { Success: true, Value: var moment } ? moment : null;

    // "45", "0:45", "00:45:00"; a start may be after midnight, as "25:30".
    private static Period? Length(string? text)
    {
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length > 3 || !Array.TrueForAll(parts, part => part.Length is > 0 and <= 4 && part.All(char.IsAsciiDigit)))
            return null;
        var numbers = Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture));
        return Period.FromMinutes(numbers.Length == 1 ? numbers[0] : (numbers[0] * 60L) + numbers[1]);
    }
}
