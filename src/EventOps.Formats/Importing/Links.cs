namespace EventOps.Formats.Importing;

/// <summary>A link in a line; a bare address has itself as its text.</summary>
internal sealed record Link(string Text, string Url, int Start, int End, bool IsImage);

/// <summary>Finds links: <c>[text](url)</c>, <c>&lt;url&gt;</c> and bare addresses. One pass, whatever the brackets do.</summary>
internal static class Links
{
    private const int LongestUrl = 2_048;

    public static List<Link> In(string line)
    {
        var (found, open) = (new List<Link>(), new Stack<int>());
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '[')
            {
                open.Push(i);
            }
            else if (line[i] == ']' && open.TryPop(out var start))
            {
                if (i + 1 < line.Length && line[i + 1] == '(' && Target(line, i + 2) is var (url, end))
                {
                    var image = start > 0 && line[start - 1] == '!';
                    found.RemoveAll(inner => inner.Start >= start);
                    found.Add(new(line[(start + 1)..i].Trim(), url, image ? start - 1 : start, end, image));
                    i = end - 1;
                }
            }
            else if (line[i] == 'h' && IsAddress(line.AsSpan(i)))
            {
                var end = EndOfAddress(line, i);
                var angled = i > 0 && line[i - 1] == '<' && end < line.Length && line[end] == '>';
                found.Add(new(line[i..end], line[i..end], angled ? i - 1 : i, angled ? end + 1 : end, false));
                i = end - 1;
            }
        }

        return found;
    }

    /// <summary>An absolute http or https address that a page may link: no blanks, no password.</summary>
    public static bool IsWeb(string url) =>
        url.Length <= LongestUrl && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal);

    // Parentheses belong to an address when they are in pairs: "…(1).pdf".
    private static (string Url, int End)? Target(string line, int start)
    {
        var depth = 0;
        for (var i = start; i < line.Length && i - start <= LongestUrl; i++)
        {
            if (line[i] is '[' or ']' or '<' && i > start)
                return null;
            if (line[i] == '(')
                depth++;
            else if (line[i] == ')' && --depth < 0)
                return (line[start..i].Trim().Split(' ')[0].Trim('<', '>'), i + 1);
        }

        return null;
    }

    private static int EndOfAddress(string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] is > ' ' and < '\u2E80' and not ('<' or '>' or '"' or '[' or ']' or '(' or ')' or '|'))
            end++;
        while (end > start && line[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '*')
            end--;
        return end;
    }
}
