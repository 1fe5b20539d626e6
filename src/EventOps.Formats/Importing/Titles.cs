using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>What titles wear on such pages: 《》, ordinals, the state of the meetup, the number of the episode.</summary>
internal static partial class Titles
{
    /// <summary>The title of a talk when the text is nothing but one, in 《》 and perhaps numbered; else null.</summary>
    public static string? Quoted(string text)
    {
        var bare = WithoutOrdinal(text);
        return bare is ['《', .., '》'] && bare.IndexOf('》') == bare.Length - 1 ? Clean(bare) : null;
    }

    /// <summary>"二、A talk": a text numbered in Chinese.</summary>
    public static bool HasOrdinal(string text) => MayHaveOrdinal(text) && Ordinal().IsMatch(text);

    public static string WithoutOrdinal(string text) => (MayHaveOrdinal(text) ? Ordinal().Replace(text, "") : text).Trim();

    private static bool MayHaveOrdinal(string text) => text.Length > 0 && "|/一二三四五六七八九十议".Contains(text[0], StringComparison.Ordinal);

    /// <summary>Without the brackets that quote it, on one line.</summary>
    public static string Clean(string text) =>
        Folding.OneLine(text).Replace("《", "", StringComparison.Ordinal).Replace("》", "", StringComparison.Ordinal).Trim(text.Contains('<', StringComparison.Ordinal) ? [' '] : [' ', '>']);

    /// <summary>A 《 that nothing closes, or a 》 that nothing opened.</summary>
    public static bool IsUnclosed(string text) => text.Count(c => c == '《') != text.Count(c => c == '》');

    /// <summary>A meetup's title without its state: "【活动回顾】《X》" is X.</summary>
    public static (string Title, string State) OfMeetup(string text)
    {
        var line = Folding.OneLine(text);
        var state = State().Match(line) is { Success: true } match ? match : null;
        var bare = state is null ? line : line.Remove(state.Index, state.Length).Trim();
        return (Quoted(bare) ?? bare, state?.Value ?? "");
    }

    /// <summary>The series and the number that a title begins with: "SOFAChannel#27 …".</summary>
    public static (string Series, string Number, string Behind)? Episode(string title) =>
        EpisodeHead().Match(title) is { Success: true } match
            ? (match.Groups[1].Value.Trim(), match.Groups[2].Value, match.Groups[3].Value.TrimStart(' ', ':', '：', '-', '—', '，', ','))
            : null;

    /// <summary>The kind that a title names at its beginning.</summary>
    public static TalkKind KindOf(string title) => Folding.Key(title) switch
    {
        var key when key.StartsWith("圆桌", StringComparison.Ordinal) || key.StartsWith("panel", StringComparison.Ordinal) => TalkKind.Panel,
        var key when key.StartsWith("workshop", StringComparison.Ordinal) || key.StartsWith("动手实验", StringComparison.Ordinal) => TalkKind.Workshop,
        var key when key.StartsWith("lightningtalk", StringComparison.Ordinal) || key.StartsWith("闪电演讲", StringComparison.Ordinal) => TalkKind.Lightning,
        var key when key.StartsWith("keynote", StringComparison.Ordinal) || key.StartsWith("主题演讲", StringComparison.Ordinal) => TalkKind.Keynote,
        _ => TalkKind.Talk,
    };

    [GeneratedRegex("^(?:[|/]\\s*)?(?:[一二三四五六七八九十]{1,3}[、.．]|议题[一二三四五六七八九十0-9]{1,3}[：:、]?)\\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Ordinal();

    [GeneratedRegex(
        "^(?:【(?:活动|直播)?(?:回顾|报名中?|预告|取消|延期|进行中)】|(?:活动|直播)(?:回顾|预告|报名)[｜|：:])|[（(](?:活动|直播)?(?:报名中|进行中|回顾)[)）]$|^\\[(?:Recap|Cancelled|Postponed)\\]|^Recap:",
        RegexOptions.NonBacktracking)]
    private static partial Regex State();

    [GeneratedRegex("^([^#《]{2,40}?)\\s*#\\s*([0-9]{1,4})(.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex EpisodeHead();
}
