using System.Buffers;
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
    private static readonly SearchValues<char> BeginsASpan = SearchValues.Create("0123456789[( 上下晚早中");
    private const int LongestDate = 200;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The first date in the text with what stands behind it; null if there is none.</summary>
    public static SpokenTime? Read(string text)
    {
        var folded = Folding.Fold(text);
        if (!HasDigit(folded) || FirstDate(folded) is not ({ } date, var (year, month, day)))
            return null;
        var behind = folded[(date.Index + date.Length)..];
        var last = Last(date.Value, behind, year, month);
        var (start, end) = Hours(behind);
        return new(year, month, day, Weekday(folded), start, end, last);
    }

    // "5 月 20 日（周二）- 21 日", "5 月 20 日至 6 月 1 日", "20-21 May".
    private static LocalDate? Last(string date, string behind, int? year, int month)
    {
        var rest = Weekdays().Replace(behind, "").TrimStart(' ', '(', ')', ',');
        if (FirstDate(rest) is ({ } second, var (lastYear, lastMonth, lastDay)) && rest[..second.Index].Trim() is "-" or "--" or "至" or "到" or "to" or "until")
            return new SpokenTime(lastYear ?? year, lastMonth, lastDay, null, null, null, null).Date;
        var day = LastDay().Match(rest) is { Success: true } chinese ? chinese : date.Any(char.IsAsciiLetter) && LastDayOfMonth().Match(date) is { Success: true } english ? english : null;
        return day is null ? null : new SpokenTime(year, month, Number(day.Groups[1]), null, null, null, null).Date;
    }

    /// <summary>Start and end as a text gives them: "13:00-17:00", "晚 8 点", "7 pm".</summary>
    public static (LocalTime? Start, LocalTime? End) Hours(string text)
    {
        var folded = Folding.Fold(text);
        if (!HasDigit(folded))
            return (null, null);
        if (Clock().Match(folded) is { Success: true } clock)
        {
            var start = Of(clock.Groups[2].Value, clock.Groups[3].Value, clock.Groups[1].Value + clock.Groups[4].Value);
            var end = clock.Groups[6].Success ? Of(clock.Groups[6].Value, clock.Groups[7].Value, clock.Groups[5].Value + clock.Groups[8].Value) : null;
            return (Shared(start, end, clock.Groups[1].Value + clock.Groups[4].Value), AfterNoon(end, start, clock.Groups[5].Value + clock.Groups[8].Value));
        }

        if (Spoken().Match(folded) is not { Success: true } spoken)
            return (null, null);
        var half = spoken.Groups[3].Value == "半" ? "30" : spoken.Groups[3].Value.TrimEnd('分');
        return (Of(spoken.Groups[2].Value, half, spoken.Groups[1].Value), null);
    }

    /// <summary>A span at the very beginning of a line, and the text behind it.</summary>
    public static (LocalTime Start, LocalTime? End, string Behind)? Leading(string text)
    {
        if (text.Length == 0 || !BeginsASpan.Contains(Folding.Fold(text[..1])[0]))
            return null;
        var folded = Folding.Fold(text);
        if (Span().Match(folded) is { Success: true } span)
            return Of(span, 0) is (({ } from, var end)) ? (from, end, text[span.Length..].Trim(' ', ':', '：', '-', '–', '|', ')', '）', ']', '】')) : null;
        return HalfDays().Match(folded) is { Success: true } halves && Of(halves, 0) is (({ } start, var until))
            ? (start, until, text[halves.Length..].Trim(' ', ':', '：', '-', '–', '|', ')', '）'))
            : null;
    }

    /// <summary>A whole span at the very end of a line, and the text before it.</summary>
    public static (LocalTime Start, LocalTime? End, string Behind)? Trailing(string text)
    {
        if (!HasDigit(Folding.Fold(text)) || EndSpan().Match(Folding.Fold(text)) is not { Success: true } span || Of(span, 0) is not (({ } start, { } end)))
            return null;
        var before = text[..span.Index].Trim(' ', '(', '（', '[', '【', ',', '，', '|', '-', '–', '—', ':', '：', '@');
        return before.Length > 1 && Labels.Split(text).Label is Label.None ? (start, end, before) : null;
    }

    // Groups: half of the day, hour, minute, am or pm; the same of the end.
    private static (LocalTime? Start, LocalTime? End) Of(Match span, int first)
    {
        string Group(int number) => span.Groups[first + number].Value;
        var end = Group(6).Length > 0 ? Of(Group(6), Group(7), Group(5) + Group(8)) : null;
        var start = Of(Group(2), Group(3), Group(1) + Group(4));
        return (Shared(start, end, Group(1) + Group(4)), AfterNoon(end, start, Group(5) + Group(8)));
    }

    // "7:00-8:30 PM" begins in the evening; "11:30-1:00 pm" does not.
    private static LocalTime? Shared(LocalTime? start, LocalTime? end, string half) =>
        half.Length == 0 && start is { Hour: < 12 } from && end is { Hour: >= 12 } to && to.Hour - from.Hour >= 12 && from.PlusHours(12) < to
            ? from.PlusHours(12) : start;

    // "下午 2:00-5:00" and "2 pm - 5": the half of the day goes on.
    private static LocalTime? AfterNoon(LocalTime? end, LocalTime? start, string half) =>
        half.Length == 0 && end is { Hour: < 12 } to && start is { Hour: >= 12 } from && to < from && to.PlusHours(12) > from ? to.PlusHours(12) : end;

    /// <summary>Whether the text is a date, with weekday and hours perhaps, and nothing else.</summary>
    public static bool IsNothingElse(string text) => text.Length <= LongestDate && Folding.Fold(text).Trim() is var folded && HasDigit(folded) && OnlyDate().IsMatch(folded);

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

    // Spares most lines the patterns.
    private static bool HasDigit(string folded) => folded.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    private static int Number(Capture digits) => int.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static int MonthOf(Capture name) => Array.IndexOf(Months, name.Value[..3].ToLowerInvariant()) + 1;

    // "晚 8 点" is 20:00, and "下午 13 点" is 13:00.
    private static LocalTime? Of(string hour, string minute, string half)
    {
        var h = int.Parse(hour, CultureInfo.InvariantCulture);
        var m = minute.Length > 0 ? int.Parse(minute, CultureInfo.InvariantCulture) : 0;
        if (h == 12 && half.TrimStart().StartsWith("a", StringComparison.OrdinalIgnoreCase))
            h = 0;
        if (half.Length > 0 && (half.Contains("下午", StringComparison.Ordinal) || half.Contains('晚') || half.Trim().StartsWith('p') || half.Trim().StartsWith('P')) && h < 12)
            h += 12;
        return h is >= 0 and < 24 && m is >= 0 and < 60 ? new LocalTime(h, m) : null;
    }

    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase;
    private const string MonthNames = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
    private const string WeekdayNames = "(?:(?:周|星期|礼拜)\\s*[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})";

    [GeneratedRegex("(?:([0-9]{4})\\s*年\\s*)?([0-9]{1,2})\\s*月\\s*([0-9]{1,2})\\s*[日号]", Safe)]
    private static partial Regex ChineseDate();

    [GeneratedRegex("([0-9]{4})\\s?[-/.]\\s?([0-9]{1,2})\\s?[-/.]\\s?([0-9]{1,2})", Safe)]
    private static partial Regex NumericDate();

    [GeneratedRegex("([0-9]{1,2})(?:st|nd|rd|th)?(?:\\s*(?:-|to|and|&)\\s*[0-9]{1,2}(?:st|nd|rd|th)?)?\\s+(?:of\\s+)?" + MonthNames + "(?:,?\\s+([0-9]{4}))?", Safe)]
    private static partial Regex DayMonth();

    [GeneratedRegex(MonthNames + "\\s+([0-9]{1,2})(?:st|nd|rd|th)?(?:\\s*(?:-|to|and|&)\\s*[0-9]{1,2}(?:st|nd|rd|th)?)?(?:,?\\s+([0-9]{4}))?", Safe)]
    private static partial Regex MonthDay();

    [GeneratedRegex("[0-9]{1,2}(?:st|nd|rd|th)?\\s*(?:-|to|and|&)\\s*([0-9]{1,2})", Safe)]
    private static partial Regex LastDayOfMonth();

    [GeneratedRegex("^(?:-+|至|到)\\s*([0-9]{1,2})\\s*[日号]", Safe)]
    private static partial Regex LastDay();

    [GeneratedRegex("^[\\s(,]*" + WeekdayNames + "[\\s),]*", Safe)]
    private static partial Regex Weekdays();

    [GeneratedRegex("(?:周|星期|礼拜)\\s*([一二三四五六日天])", Safe)]
    private static partial Regex ChineseWeekday();

    [GeneratedRegex("\\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r|\\.)?\\b", Safe)]
    private static partial Regex EnglishWeekday();

    [GeneratedRegex(
        "(上午|下午|晚上|晚|早上|中午)?\\s*([0-9]{1,2})\\s*:\\s*([0-9]{2})\\s*([ap]\\.?m)?\\.?(?:\\s*(?:-+|至|到|to|until)\\s*(上午|下午|晚上|晚|早上|中午)?\\s*([0-9]{1,2})\\s*:\\s*([0-9]{2})\\s*([ap]\\.?m)?)?",
        Safe)]
    private static partial Regex Clock();

    [GeneratedRegex("(上午|下午|晚上|晚|早上|中午)?\\s*([0-9]{1,2})\\s*[点时](半|[0-9]{1,2}分)?", Safe)]
    private static partial Regex Spoken();

    private const string HalfNames = "(上午|下午|晚上|晚|早上|中午)?";
    private const string Stroke = HalfNames + "\\s*([0-9]{1,2})\\s*:\\s*([0-9]{2})\\s*([ap]\\.?m\\b\\.?)?";

    [GeneratedRegex("^[\\[(]?" + Stroke + "(?:\\s*(?:-+|至|到|to|until)\\s*" + Stroke + ")?", Safe)]
    private static partial Regex Span();

    // "2 pm - 2.45 pm" has no colon, and "下午 2 点 - 3 点半" neither: only as a whole span.
    [GeneratedRegex(
        "^" + HalfNames + "\\s*([0-9]{1,2})(?:[:.]([0-9]{2})|\\s*[点时])?\\s*([ap]m\\b)?\\s*(?:-+|至|到|to|until)\\s*" + HalfNames + "\\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?\\s*([ap]m\\b|[点时])",
        Safe)]
    private static partial Regex HalfDays();

    [GeneratedRegex("[\\[(]?" + Stroke + "\\s*(?:-+|至|到|to|until)\\s*" + Stroke + "\\s*[)\\]]?\\s*$", Safe)]
    private static partial Regex EndSpan();

    [GeneratedRegex(
        "^(?:" + WeekdayNames + "[,\\s]*)?(?:(?:[0-9]{4}\\s*年\\s*)?[0-9]{1,2}\\s*月\\s*[0-9]{1,2}\\s*[日号]|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}(?:st|nd|rd|th)?\\s+" + MonthNames + ",?\\s+[0-9]{4}|" + MonthNames + "\\s+[0-9]{1,2}(?:st|nd|rd|th)?,?\\s+[0-9]{4})[\\s,(]*" + WeekdayNames + "?[\\s,)(]*(?:(?:上午|下午|晚上|晚|早上|中午)?\\s*[0-9]{1,2}\\s*[:点]\\s*[0-9]{0,2}[-\\s]*(?:[0-9]{1,2}\\s*:\\s*[0-9]{2})?)?[\\s)]*$",
        Safe)]
    private static partial Regex OnlyDate();
}
