using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace EventOps.Formats.Importing;

/// <summary>The day that a part of an agenda is headed by: "第二天", "Day 2", "5 月 21 日（周三）".</summary>
internal sealed partial record AgendaDay(int? Ordinal, SpokenTime? Date)
{
    private const int Longest = 40;
    private const int Most = 31;

    /// <summary>Null if the text is no such head.</summary>
    public static AgendaDay? Read(string text)
    {
        var line = Folding.Fold(text).Trim(' ', '|', '-', ':');
        if (line.Length is 0 or > Longest)
            return null;
        var date = DatesAndTimes.Read(line) is { Start: null } spoken ? spoken : null;
        if (Numbered().Match(line) is { Success: true } day)
            return new(Number(day.Groups[1].Value + day.Groups[2].Value), date);
        return date is not null && DatesAndTimes.IsNothingElse(line) ? new(null, date) : null;
    }

    /// <summary>Which day of the meetup it is, from 1; null if it is none of them.</summary>
    public int? Of(LocalDate first)
    {
        if (Date is not { } spoken)
            return Ordinal is >= 1 and <= Most ? Ordinal : null;
        var days = (spoken.Date ?? spoken.In(first.Year)) is { } date ? Period.DaysBetween(first, date) : -1;
        return days is >= 0 and < Most ? days + 1 : null;
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : "一二三四五六七八九".IndexOf(digits, StringComparison.Ordinal) + 1;

    [GeneratedRegex("^(?:day\\s*([0-9]{1,2})\\b|第\\s*([一二三四五六七八九]|[0-9]{1,2})\\s*[天日])", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();
}
