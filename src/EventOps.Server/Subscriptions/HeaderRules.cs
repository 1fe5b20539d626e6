using EventOps.Server.Hosting;

namespace EventOps.Server.Subscriptions;

/// <summary>Which extra headers may go along: none that says how the message is framed, or who signed it.</summary>
internal static class HeaderRules
{
    private const int MostHeaders = 20;
    private const int LongestName = 100;
    private const int LongestValue = 2_048;
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    private static readonly HashSet<string> Ours = new(StringComparer.OrdinalIgnoreCase)
    {
        "host", "connection", "content-length", "content-type", "content-encoding", "transfer-encoding", "te", "trailer", "upgrade",
        "expect", "keep-alive", "user-agent", "date",
    };

    private static readonly string[] OurBeginnings = ["webhook-", "ce-", "proxy-", "sec-", ":"];

    public static IEnumerable<FieldError> Errors(IReadOnlyDictionary<string, string>? headers)
    {
        if (headers is null)
            yield break;
        if (headers.Count > MostHeaders)
            yield return new("headers", "too_many", $"'headers' must hold at most {MostHeaders} items.");
        var met = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            var path = $"headers.{(name.Length > LongestName ? string.Concat(name.AsSpan(0, LongestName), "…") : name)}";
            if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || TokenMarks.Contains(c, StringComparison.Ordinal)))
                yield return new(path, "not_a_header", $"'{path}' is not the name of a header.");
            else if (Ours.Contains(name) || OurBeginnings.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
                yield return new(path, "reserved", $"'{path}' is a header that the sender sets itself.");
            else if (!met.Add(name))
                yield return new(path, "duplicate_field", $"'{path}' is there more than once; case does not matter.");
            if (value.Length > LongestValue || value.Any(c => c is < ' ' or > '~') || value.Trim().Length != value.Length)
                yield return new(path, "not_a_header_value", $"'{path}' must be at most {LongestValue} visible ASCII characters, without blanks at its ends.");
        }
    }
}
