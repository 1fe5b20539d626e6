using System.Globalization;
using System.Text;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>Values as raw JSON, from so few ids, times and names that requests meet, and from all that breaks programs.</summary>
/// <param name="marker">Stands in what this asker writes, and in nothing that others may see.</param>
internal sealed class FuzzValues(Random random, string marker)
{
    private static readonly string[] Odd =
    [
        "", " ", "云原生", "مرحبا\u202E\u200F", "👩‍👩‍👧‍👦", "a\u0301\u0328", "\u0000", "a\u0000b", "\u0007", "\t\n", "\uFEFF", "\uFFFF", "\\", "\"", "'; drop table mt_events; --",
        "<script>alert(1)</script>", "{{7*7}}", "%00", "../../etc/passwd", "null", "NaN", "-0", "1e400", "٣", "ſ", "İ", "ﬀ", "\u2028\u2029", "${jndi:ldap://x}",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "7", "2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "1e2", "1.5", "1e400", "-1e-400",
        "0.1e1", "123456789012345678901234567890", "86400", "604800", "604801",
    ];

    private static readonly string[] Times =
    [
        "2031-04-12T13:00", "2031-04-12T18:00", "2031-04-13T09:30", "2031-03-30T02:30", "2031-10-26T02:30", "1900-01-01T00:00", "2999-12-31T23:59", "9999-12-31T23:59:59",
        "0001-01-01T00:00", "-9998-01-01T00:00", "2031-02-29T10:00", "2031-04-12T24:00", "2031-04-12T13:00Z", "2031-04-12", "2001-01-01T10:00",
    ];

    private static readonly string[] Clocks = ["13:00", "13:30", "14:00", "15:00", "00:00", "23:59", "24:00", "25:61", "13:00:00.0000001"];
    private static readonly string[] Zones = ["Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin", "UTC", "Mars/Olympus", "Etc/GMT+12", "asia/shanghai"];
    private static readonly string[] Links =
    [
        "https://example.org/a.pdf", "https://example.org/b.pdf", "http://example.org/c.png", "https://例え.テスト/x", "ftp://example.org", "javascript:alert(1)", "https://u:p@example.org/", "https://",
        "https://example.org/" + "%00", "//example.org",
    ];

    public Random Random => random;

    public bool Chance(double part) => random.NextDouble() < part;

    public T Pick<T>(params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public string Slug() => $"fuzz-{random.Next(24)}";

    public string SomeId(string name) => Chance(0.95) ? Ids.Id(random.Next(1, 5)).ToString() : Chance(0.5) ? Guid.Empty.ToString() : $"{name}-is-no-uuid";

    public string Text() => random.Next(12) switch
    {
        0 => Pick(Odd),
        1 => new string(Pick('x', '中', '\u0301'), Pick(1, 199, 200, 201, 300, 301, 1_000, 1_001, 20_001)),
        2 => $"{marker} {random.Next(1000)}",
        _ => $"{marker} {Pick("Ada", "Grace", "云", "Raft", "Hall", "Why")}",
    };

    /// <summary>A string of a format as raw JSON; the field's name says more than its format.</summary>
    public string Text(string field, string? format, bool valid)
    {
        if (!valid && Chance(0.3))
            return Pick("\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u0000\"", "\"\uD83D\uDE00\\ud83d\"");
        return Quote((field, format) switch
        {
            ("slug", _) => valid ? Slug() : Text(),
            ("zone", _) => valid ? Pick("Asia/Shanghai", "Europe/Berlin") : Pick(Zones),
            ("language", _) => Pick("zh", "en"),
            ("sink", _) => $"http://127.0.0.1:1/{random.Next(5)}",
            ("url" or "streamUrl" or "cover" or "picture", _) => valid ? Pick(Links[0], Links[1]) : Pick(Links),
            ("availableFrom", _) => Pick("endOfTalk", "2031-04-12T20:00", Pick(Times)),
            (_, "uuid") => valid ? Ids.Id(random.Next(1, 5)).ToString() : SomeId(field),
            (_, "local-date-time") => valid ? Times[random.Next(3)] : Pick(Times),
            (_, "local-time") => valid ? Clocks[random.Next(4)] : Pick(Clocks),
            (_, "date") => Pick("2031-04-12", "2031-02-30", "12.4.2031"),
            (_, "date-time") => Pick("2031-04-12T05:00:00Z", "-9998-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2031-04-12T13:00"),
            _ => Text(),
        });
    }

    public string Number(bool valid) => valid ? $"{random.Next(1, 4)}" : Pick(Numbers);

    /// <summary>Any JSON, sometimes none at all.</summary>
    public string Anything(int depth = 0) => random.Next(depth > 4 ? 8 : 12) switch
    {
        0 => "null",
        1 => Pick("true", "false"),
        2 or 3 => Pick(Numbers),
        4 => Pick("\"\\ud800\"", "\"\\u0000\"", "\"\\x\"", "'a'"),
        5 or 6 or 7 => Quote(Text()),
        8 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Anything(depth + 1)))}]",
        9 => Deep(Pick(30, 31, 32, 33, 64, 2_000)),
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"{Quote(Pick("type", "name", "title", "a", "", Text()))}:{Anything(depth + 1)}"))}}}",
    };

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' || c < ' ' || char.IsSurrogate(c) && text.Length < 2 ? $"\\u{(int)c:x4}" : c.ToString(CultureInfo.InvariantCulture));
        return quoted.Append('"').ToString();
    }

    private string Deep(int depth) => Chance(0.5)
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
}
