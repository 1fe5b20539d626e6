using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Formats.Exporting;

/// <summary>Dates and times as a page writes them, with the weekday that the calendar has, and how they are read again.</summary>
internal static partial class PageTimes
{
    private const string Clock = "([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)";

    private static readonly LocalTimePattern Short = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Of(LocalTime time) => time.Second == 0 && time.NanosecondOfSecond == 0 ? Short.Format(time) : LocalTimePattern.ExtendedIso.Format(time);

    public static LocalTime? Time(string text) => Short.Parse(text) is { Success: true, Value: var time }
        ? time
        : LocalTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var exact } ? exact : null;

    public static string Date(LocalDate date, PageWords words) => words == PageWords.Chinese
        ? $"{date.Year:D4} 年 {date.Month:D2} 月 {date.Day:D2} 日（周{"一二三四五六日"[(int)date.DayOfWeek - 1]}）"
        : $"{date.DayOfWeek}, {date.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month)} {date.Year:D4}, ";

    public static string Moment(LocalDateTime moment, PageWords words) => $"{Date(moment.Date, words)}{Of(moment.TimeOfDay)}";

    public static string Span(LocalDateTime start, LocalDateTime? end, PageWords words) => end switch
    {
        null => Moment(start, words),
        { } same when same.Date == start.Date => $"{Moment(start, words)}-{Of(same.TimeOfDay)}",
        { } other => $"{Moment(start, words)} - {Moment(other, words)}",
    };

    /// <summary>Null when the text is not what <see cref="Span"/> writes.</summary>
    public static (LocalDateTime Start, LocalDateTime? End, IsoDayOfWeek Weekday)? Read(string text)
    {
        var parts = text.Split(" - ", 2);
        if (One(parts[0]) is not var (start, sameDay, weekday))
            return null;
        if (parts.Length == 1)
            return (start, sameDay is { } end ? start.Date.At(end) : null, weekday);
        return sameDay is null && One(parts[1]) is (var other, null, _) ? (start, other, weekday) : null;
    }

    private static (LocalDateTime Start, LocalTime? End, IsoDayOfWeek Weekday)? One(string text)
    {
        if (Chinese().Match(text) is { Success: true } zh)
            return Moment(zh.Groups[1].Value, Number(zh.Groups[2].Value), zh.Groups[3].Value, "一二三四五六日".IndexOf(zh.Groups[4].Value, StringComparison.Ordinal), zh.Groups[5].Value, zh.Groups[6].Value);
        if (English().Match(text) is not { Success: true } en)
            return null;
        var months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;
        var weekday = Enum.TryParse<IsoDayOfWeek>(en.Groups[1].Value, out var named) ? (int)named - 1 : -1;
        return Moment(en.Groups[4].Value, Array.IndexOf(months, en.Groups[3].Value) + 1, en.Groups[2].Value, weekday, en.Groups[5].Value, en.Groups[6].Value);
    }

    private static (LocalDateTime, LocalTime?, IsoDayOfWeek)? Moment(string year, int month, string day, int weekday, string start, string end)
    {
        var (y, d) = (Number(year), Number(day));
        if (y < 1 || month is < 1 or > 12 || d < 1 || d > CalendarSystem.Iso.GetDaysInMonth(y, month) || Time(start) is not { } from)
            return null;
        var until = end.Length > 0 ? Time(end) : null;
        return end.Length > 0 && until is null ? null : (new LocalDate(y, month, d).At(from), until, weekday < 0 ? IsoDayOfWeek.None : (IsoDayOfWeek)(weekday + 1));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日（周([一二三四五六日])）" + Clock + "(?:-" + Clock + ")?$", RegexOptions.NonBacktracking)]
    private static partial Regex Chinese();

    [GeneratedRegex("^([A-Z][a-z]+), ([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4}), " + Clock + "(?:-" + Clock + ")?$", RegexOptions.NonBacktracking)]
    private static partial Regex English();
}
