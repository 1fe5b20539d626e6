using System.Text.RegularExpressions;
using EventOps.Domain.Shared;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Formats.Importing;

/// <summary>When the meetup is, of all that the page says about it.</summary>
internal sealed partial record MeetupHours(LocalDateTime Start, LocalDateTime? End, string Zone, IsoDayOfWeek? Weekday, Said Source)
{
    // A page is published at most so long after its meetup, or before it.
    private const int DaysBefore = 30;
    private const int DaysAfter = 180;

    /// <summary>Null, with a finding, if no date can be told.</summary>
    public static MeetupHours? Settle(MeetupPage page, FrontMatter front, string zone, Findings findings)
    {
        var read = page.Times.ConvertAll(said => (Said: said, Spoken: DatesAndTimes.Read(said.Text)));
        if (read.Find(time => time.Spoken is not null) is not ({ } source, { } spoken))
        {
            findings.Error("time.unreadable", "The meetup's time could not be read.", page.Times[0].Line, page.Times[0].Text);
            return null;
        }

        if (DateOf(spoken, source, PublishedOn(front), findings) is not { } date)
            return null;
        // "日期：…" on one line and "时间：…" on the next: hours without a date belong to the date.
        var hours = spoken is { Start: not null }
            ? (spoken.Start, spoken.End)
            : read.FindAll(time => time.Spoken is null).ConvertAll(time => DatesAndTimes.Hours(time.Said.Text)).Find(h => h.Start is not null);
        foreach (var (said, other) in read)
            Compare(other, said, source, date, findings);
        var end = hours.Item2 ?? EndInDescription(front, source, date, hours.Item1, findings);
        var (start, until) = Span(date, hours.Item1, end, spoken.LastDay ?? LastOf(page, date, findings), page, source, findings);
        return new(start, until, ZoneOf(page, source, zone, findings), spoken.Weekday, source);
    }

    // An agenda of several days tells how many they are.
    private static LocalDate? LastOf(MeetupPage page, LocalDate date, Findings findings)
    {
        if (page.Slots.MaxBy(slot => slot.On?.Of(date) ?? 1) is not { On: { } on } last || on.Of(date) is not (> 1 and var days))
            return null;
        var day = date.PlusDays(days - 1);
        findings.Info("time.days_from_agenda", "The page's time names one day and its agenda several.", last.Line, null, Written(day));
        return day;
    }

    private static LocalDate? PublishedOn(FrontMatter front) =>
        front.Value("date", "publishDate") is { } date ? DatesAndTimes.Read(date)?.Date : null;

    private static LocalDate? DateOf(SpokenTime spoken, Said source, LocalDate? published, Findings findings)
    {
        if (spoken.Year is not null)
        {
            if (spoken.Date is null)
                findings.Error("time.impossible", "The calendar does not have that date.", source.Line, source.Text);
            return spoken.Date;
        }

        ValueList<LocalDate> near = published is not { } day ? [] : [.. new[] { day.Year, day.Year + 1 }
            .Select(spoken.In).OfType<LocalDate>().Where(date => date >= day.PlusDays(-DaysBefore) && date <= day.PlusDays(DaysAfter))];
        if (near.Count != 1)
        {
            findings.Error("time.year_unknown", "The date has no year, and the front matter's date does not tell which.", source.Line, source.Text);
            return null;
        }

        findings.Info("time.year_inferred", "The date has no year; it was taken from the front matter's date.", source.Line, source.Text, Written(near[0]));
        return near[0];
    }

    private static void Compare(SpokenTime? other, Said said, Said source, LocalDate date, Findings findings)
    {
        if (other is null || said == source)
            return;
        if ((other.Date ?? other.In(date.Year)) is { } otherDate && otherDate != date)
            findings.Warn("time.two_dates", "The page tells two dates.", said.Line, said.Text, Written(date), [Written(date), Written(otherDate)]);
    }

    private static LocalTime? EndInDescription(FrontMatter front, Said source, LocalDate date, LocalTime? start, Findings findings)
    {
        if (front.Value("description", "descripton") is not { } description || DatesAndTimes.Read(description) is not { } told)
            return null;
        Compare(told, new(description, front.LineOf("description")), source, date, findings);
        return (told.Date ?? told.In(date.Year)) == date && told.Start == start ? told.End : null;
    }

    private static (LocalDateTime Start, LocalDateTime? End) Span(
        LocalDate date, LocalTime? from, LocalTime? to, LocalDate? lastDay, MeetupPage page, Said source, Findings findings)
    {
        var opening = from ?? page.Slots.Select(slot => (LocalTime?)slot.Start).FirstOrDefault() ?? LocalTime.Midnight;
        if (from is null)
            findings.Warn("time.start_unknown", "The page does not say at what time it starts.", source.Line, source.Text, $"{opening:HH:mm}");
        var start = date.At(opening);
        var end = (to, lastDay) switch
        {
            ({ } time, _) => (lastDay ?? date).At(time),
            (null, { } last) => last.PlusDays(1).AtMidnight(),
            _ => (LocalDateTime?)null,
        };
        if (end is not { } wrong || wrong > start)
            return (start, end);
        findings.Warn("time.end_before_start", "The meetup would end before it starts; its end was left out.", source.Line, source.Text);
        return (start, null);
    }

    private static string ZoneOf(MeetupPage page, Said source, string zone, Findings findings)
    {
        var said = page.Fields.GetValueOrDefault(Label.Zone) ?? source;
        if (ZoneName().Match(said.Text) is not { Success: true } name)
            return zone;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name.Value) is not null)
            return name.Value;
        findings.Warn("time.zone_unknown", "That is no IANA time zone.", said.Line, said.Text, zone);
        return zone;
    }

    private static string Written(LocalDate date) => LocalDatePattern.Iso.Format(date);

    [GeneratedRegex("[A-Z][A-Za-z]{2,20}/[A-Z][A-Za-z_-]{2,30}|\\bUTC\\b", RegexOptions.NonBacktracking)]
    private static partial Regex ZoneName();
}
