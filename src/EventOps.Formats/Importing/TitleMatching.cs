namespace EventOps.Formats.Importing;

/// <summary>
/// Which talk a deck or a recording belongs to, by title: the same letters, else one the beginning of the other, else few
/// letters apart. More than one of a kind is no answer.
/// </summary>
internal static class TitleMatching
{
    private const int ShortestPrefix = 8;
    private const double MostDifference = 0.2;
    private const int LongestKey = 120;

    public static (T? Match, IReadOnlyList<T> Rivals) Find<T>(string title, IEnumerable<T> candidates, Func<T, string> titleOf)
        where T : class
    {
        var key = Folding.Key(title);
        var keyed = candidates.Select(c => (Item: c, Key: Folding.Key(titleOf(c)))).Where(c => c.Key.Length > 0).ToList();
        foreach (var near in (Func<string, string, bool>[])[(a, b) => a == b, IsPrefix, IsClose])
        {
            var matches = keyed.Where(c => near(key, c.Key)).Select(c => c.Item).ToList();
            if (matches.Count > 0)
                return (matches is [var only] ? only : null, matches);
        }

        return (null, []);
    }

    public static bool IsSame(string one, string other)
    {
        var (a, b) = (Folding.Key(one), Folding.Key(other));
        return a == b || IsPrefix(a, b) || IsClose(a, b);
    }

    private static bool IsPrefix(string a, string b) =>
        Math.Min(a.Length, b.Length) >= ShortestPrefix
        && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal));

    private static bool IsClose(string a, string b)
    {
        var most = (int)(Math.Max(a.Length, b.Length) * MostDifference);
        return a.Length is > 0 and <= LongestKey && b.Length is > 0 and <= LongestKey
            && Math.Abs(a.Length - b.Length) <= most && Distance(a, b) <= most;
    }

    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
