using System.Text;
using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing.Decoding;

/// <summary>
/// Puts words back that a page has by its form: its labels, the days of the week, whether it is online. Each is damaged as
/// the page was and compared with what stands there, and only where exactly one word can have stood. Brackets follow from
/// their other half. Everything else stays uncertain.
/// </summary>
internal sealed partial class DamagedWords
{
    private const int LongestWord = 20;

    private static readonly string[] Closed =
    [
        "周一", "周二", "周三", "周四", "周五", "周六", "周日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天",
        "线上直播", "线下活动", "线上", "线下", "花名", "主持人", "上午", "下午", "晚上", "活动报名", "活动取消", "活动延期", "报名中", "直播预告",
    ];

    private static readonly ILookup<int, string> Words = Labels.All.SelectMany(Runs).Concat(Closed)
        .Where(word => word.Length is >= 2 and <= LongestWord).Distinct().ToLookup(word => word.Length);

    private readonly StringBuilder text;
    private readonly Dictionary<int, string> candidates;

    private DamagedWords(RecoveredText recovered) => (text, candidates) = (new(recovered.Text), new(recovered.Candidates));

    public static RecoveredText PutBack(RecoveredText recovered)
    {
        var words = new DamagedWords(recovered);
        foreach (Match line in Line().Matches(recovered.Text))
            words.CloseBrackets(line.Index, line.Index + line.Length);
        foreach (Match run in Run().Matches(words.text.ToString()))
            words.PutBack(run.Index, run.Length);
        foreach (Match date in Date().Matches(words.text.ToString()))
            words.PutBack(date);
        return recovered with { Text = words.text.ToString(), Candidates = words.candidates };
    }

    private void PutBack(Match date)
    {
        foreach (var (group, mark) in new[] { (1, '年'), (2, '月'), (3, '日') })
        {
            if (Fits(date.Groups[group].Index, mark))
                Settle(date.Groups[group].Index, mark);
        }
    }

    private void PutBack(int start, int length)
    {
        // "活动时间" with its colon lost.
        if (text[start + length - 1] == '\uFFFD' && Fits(start + length - 1, '：') && Words[length - 1].Any(word => Fits(start, word)))
            Settle(start + --length, '：');
        if (length > LongestWord || !StandsAlone(start, start + length) || !Enumerable.Range(start, length).Any(candidates.ContainsKey))
            return;
        var fitting = Words[length].Where(word => Fits(start, word)).Take(2).ToList();
        if (fitting is not [var only])
            return;
        for (var i = 0; i < length; i++)
            Settle(start + i, only[i]);
    }

    private bool Fits(int start, string word) => Enumerable.Range(0, word.Length).All(i => Fits(start + i, word[i]));

    private bool Fits(int at, char c) => text[at] == c || (candidates.TryGetValue(at, out var possible) && possible.Contains(c, StringComparison.Ordinal));

    private void Settle(int at, char c)
    {
        text[at] = c;
        candidates.Remove(at);
    }

    // A word of the form fills its place: at the head of a line or behind a mark, and a mark or the end behind it.
    private bool StandsAlone(int start, int end)
    {
        var (before, after) = (start - 1, end);
        while (before >= 0 && text[before] == ' ')
            before--;
        while (after < text.Length && text[after] == ' ')
            after++;
        return (before < 0 || "\n#*->|：:（(「【\"".Contains(text[before], StringComparison.Ordinal))
            && (after >= text.Length || "\r\n*|：:）)」】<".Contains(text[after], StringComparison.Ordinal)
                || (candidates.TryGetValue(after, out var possible) && possible.Contains('」', StringComparison.Ordinal)));
    }

    private void CloseBrackets(int start, int end)
    {
        foreach (var (open, close) in new[] { ('「', '」'), ('【', '】'), ('《', '》'), ('（', '）'), ('“', '”') })
            Pair(start, end, open, close);
    }

    private void Pair(int start, int end, char open, char close)
    {
        var line = text.ToString(start, end - start);
        var (at, count) = (line.IndexOf(open, StringComparison.Ordinal), line.Count(c => c == open));
        if (line.Count(c => c == close) is var closed && closed == count)
            return;
        var missing = count > closed ? close : open;
        var (from, to) = missing == close ? (start + at, end) : (start, start + line.IndexOf(close, StringComparison.Ordinal));
        var places = Enumerable.Range(from, to - from).Where(i => Fits(i, missing)).Take(2).ToList();
        if (Math.Abs(count - closed) == 1 && places is [var only])
            Settle(only, missing);
    }

    private static IEnumerable<string> Runs(string word) => Han().Matches(word).Select(run => run.Value);

    [GeneratedRegex("[\\p{IsCJKUnifiedIdeographs}\uFFFD]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Run();

    [GeneratedRegex("[\\p{IsCJKUnifiedIdeographs}]{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Han();

    [GeneratedRegex("[0-9]{4} ?([年\uFFFD]) ?[0-9]{1,2} ?([月\uFFFD]) ?[0-9]{1,2} ?([日\uFFFD])", RegexOptions.NonBacktracking)]
    private static partial Regex Date();

    [GeneratedRegex("[^\n]+", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
