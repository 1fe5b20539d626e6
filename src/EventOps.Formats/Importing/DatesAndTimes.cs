using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace EventOps.Formats.Importing;

/// <summary>What a text says about when: each part only if it is there.</summary>
internal sealed record SpokenTime(int? Year, int Month, int Day, IsoDayOfWeek? Weekday, LocalTime? Start, LocalTime? End, LocalDate? LastDay)
{
    /// <summary>The date, if the year is said and the calendar has it.</summary>
    public LocalDate? Date => Year is { } year ? In(year) : null;

    public LocalDate? In(int year) =>
        year is >= 1970 and <= 2200 && Month is >= 1 and <= 12 && Day >= 1 && Day <= CalendarSystem.Iso.GetDaysInMonth(year, Month)
            ? new LocalDate(year, Month, Day)
            : null;
}

/// <summary>Reads dates and times as people write them, in Chinese and English.</summary>
internal static partial class DatesAndTimes
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The first date in the text with what stands behind it; null if there is none.</summary>
    public static SpokenTime? Read(string text)
    {
        var folded = Folding.Fold(text);
        if (FirstDate(folded) is not ({ } date, var (year, month, day)))
            return null;
        var behind = folded[(date.Index + date.Length)..];
        var last = FirstDate(behind) is ({ } second, var (lastYear, lastMonth, lastDay)) && behind[..second.Index].Trim() is "-" or "--" or "至" or "到"
            ? new SpokenTime(lastYear ?? year, lastMonth, lastDay, null, null, null, null).Date
            : null;
        var (start, end) = Hours(behind);
        return new(year, month, day, Weekday(folded), start, end, last);
    }

    /// <summary>Start and end as a text gives them: "13:00-17:00", "晚 8 点", "7 pm".</summary>
    public static (LocalTime? Start, LocalTime? End) Hours(string text)
    {
        var folded = Folding.Fold(text);
        if (Clock().Match(folded) is { Success: true } clock)
        {
            var start = Of(clock.Groups[2].Value, clock.Groups[3].Value, clock.Groups[1].Value + clock.Groups[4].Value);
            var end = clock.Groups[5].Success ? Of(clock.Groups[5].Value, clock.Groups[6].Value, clock.Groups[7].Value) : null;
            return (start, end);
        }

        if (Spoken().Match(folded) is not { Success: true } spoken)
            return (null, null);
        var half = spoken.Groups[3].Value == "半" ? "30" : spoken.Groups[3].Value.TrimEnd('分');
        return (Of(spoken.Groups[2].Value, half, spoken.Groups[1].Value), null);
    }

    /// <summary>A span at the very beginning of a line, and the text behind it.</summary>
    public static (LocalTime Start, LocalTime? End, string Behind)? Leading(string text)
    {
        if (Span().Match(Folding.Fold(text)) is not { Success: true } span)
            return null;
        var start = Of(span.Groups[1].Value, span.Groups[2].Value, "");
        var end = span.Groups[3].Success ? Of(span.Groups[3].Value, span.Groups[4].Value, "") : null;
        return start is { } from ? (from, end, text[span.Length..].Trim(' ', ':', '：', '-', '–', '|')) : null;
    }

    /// <summary>Whether the text is a date, with weekday and hours perhaps, and nothing else.</summary>
    public static bool IsNothingElse(string text) => OnlyDate().IsMatch(Folding.Fold(text).Trim());

    public static IsoDayOfWeek? Weekday(string text)
    {
        if (ChineseWeekday().Match(text) is { Success: true } chinese)
            return "一二三四五六日".IndexOf(chinese.Groups[1].Value.Replace('天', '日'), StringComparison.Ordinal) + IsoDayOfWeek.Monday;
        return EnglishWeekday().Match(text) is { Success: true } english
            ? Array.IndexOf(Days, english.Groups[1].Value.ToLowerInvariant()) + IsoDayOfWeek.Monday
            : null;
    }

    private static (Match Match, (int? Year, int Month, int Day) Value)? FirstDate(string text)
    {
        if (ChineseDate().Match(text) is { Success: true } c)
            return (c, (c.Groups[1].Success ? Number(c.Groups[1]) : null, Number(c.Groups[2]), Number(c.Groups[3])));
        if (NumericDate().Match(text) is { Success: true } n)
            return (n, (Number(n.Groups[1]), Number(n.Groups[2]), Number(n.Groups[3])));
        if (DayMonth().Match(text) is { Success: true } d)
            return (d, (d.Groups[3].Success ? Number(d.Groups[3]) : null, MonthOf(d.Groups[2]), Number(d.Groups[1])));
        return MonthDay().Match(text) is { Success: true } m
            ? (m, (m.Groups[3].Success ? Number(m.Groups[3]) : null, MonthOf(m.Groups[1]), Number(m.Groups[2])))
            : null;
    }

    private static int Number(Capture digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static int MonthOf(Capture name) => Array.IndexOf(Months, name.Value[..3].ToLowerInvariant()) + 1;

    // "晚 8 点" is 20:00, and "下午 13 点" is 13:00.
    private static LocalTime? Of(string hour, string minute, string half)
    {
        var h = int.Parse(hour, CultureInfo.InvariantCulture);
        var m = minute.Length > 0 ? int.Parse(minute, CultureInfo.InvariantCulture) : 0;
        if (half.Length > 0 && (half.Contains("下午", StringComparison.Ordinal) || half.Contains('晚') || half.Trim().StartsWith('p') || half.Trim().StartsWith('P')) && h < 12)
            h += 12;
        return h is >= 0 and < 24 && m is >= 0 and < 60 ? new LocalTime(h, m) : null;
    }

    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase;
    private const string MonthNames = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
    private const string WeekdayNames = "(?:(?:周|星期|礼拜)\\s*[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})";

    [GeneratedRegex("(?:([0-9]{4})\\s*年\\s*)?([0-9]{1,2})\\s*月\\s*([0-9]{1,2})\\s*[日号]", Safe)]
    private static partial Regex ChineseDate();

    [GeneratedRegex("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", Safe)]
    private static partial Regex NumericDate();

    [GeneratedRegex("([0-9]{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" + MonthNames + "(?:,?\\s+([0-9]{4}))?", Safe)]
    private static partial Regex DayMonth();

    [GeneratedRegex(MonthNames + "\\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\\s+([0-9]{4}))?", Safe)]
    private static partial Regex MonthDay();

    [GeneratedRegex("(?:周|星期|礼拜)\\s*([一二三四五六日天])", Safe)]
    private static partial Regex ChineseWeekday();

    [GeneratedRegex("\\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r|\\.)?\\b", Safe)]
    private static partial Regex EnglishWeekday();

    [GeneratedRegex(
        "(上午|下午|晚上|晚|早上|中午)?\\s*([0-9]{1,2})\\s*:\\s*([0-9]{2})\\s*([ap]\\.?m)?\\.?(?:\\s*(?:-+|至|到|to|until)\\s*([0-9]{1,2})\\s*:\\s*([0-9]{2})\\s*([ap]\\.?m)?)?",
        Safe)]
    private static partial Regex Clock();

    [GeneratedRegex("(上午|下午|晚上|晚|早上|中午)?\\s*([0-9]{1,2})\\s*[点时](半|[0-9]{1,2}分)?", Safe)]
    private static partial Regex Spoken();

    [GeneratedRegex("^([0-9]{1,2})\\s*:\\s*([0-9]{2})(?:\\s*(?:-+|至|到|to|until)\\s*([0-9]{1,2})\\s*:\\s*([0-9]{2}))?", Safe)]
    private static partial Regex Span();

    [GeneratedRegex(
        "^(?:" + WeekdayNames + "[,\\s]*)?(?:(?:[0-9]{4}\\s*年\\s*)?[0-9]{1,2}\\s*月\\s*[0-9]{1,2}\\s*[日号]|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}(?:st|nd|rd|th)?\\s+" + MonthNames + ",?\\s+[0-9]{4})[\\s,(]*" + WeekdayNames + "?[\\s,)(]*(?:(?:上午|下午|晚上|晚|早上|中午)?\\s*[0-9]{1,2}\\s*[:点]\\s*[0-9]{0,2}[-\\s]*(?:[0-9]{1,2}\\s*:\\s*[0-9]{2})?)?[\\s)]*$",
        Safe)]
    private static partial Regex OnlyDate();
}
