namespace EventOps.Server.Hosting;

/// <summary>
/// The names of all settings. One that nobody knows is a typing error, and a server that overlooks it runs on with what it was
/// meant to change.
/// </summary>
internal static class KnownSettings
{
    private const string Section = "EventOps";
    private const string Hosts = "SinkHosts";

    /// <summary>Names below <c>EventOps</c>. Below <c>SinkHosts</c> stand kinds of subscriptions.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "AllowPrivateSinks", "BootstrapKey", "Community", "DataDirectory", "OperatorKey", "Postgres:BinaryDirectory", "PublicUrl",
        "QueuedAppends", "RequestSeconds", "RetryPauses", "SecretKey",
        "Files:AtOnce", "Files:Directory", "Files:KeepUnusedHours", "Files:MaxMegabytes",
        "Files:S3:AccessKey", "Files:S3:Bucket", "Files:S3:Endpoint", "Files:S3:PathStyle", "Files:S3:Prefix", "Files:S3:Region", "Files:S3:SecretKey",
        "Limits:Burst", "Limits:FailuresPerMinute", "Limits:Keys", "Limits:PerAddress", "Limits:PerKey", "Limits:Subscriptions",
        "Links:CheckHours", "Links:DeadAfter",
        "SignIn:Audience", "SignIn:Authority", "SignIn:ClockSkewSeconds", "SignIn:KeyRefreshSeconds",
        "Streams:CatchUps", "Streams:Heartbeat", "Streams:KeyCheck", "Streams:Lifetime", "Streams:Patience", "Streams:Readers",
        "Streams:ReadersPerAddress", "Streams:ReadersPerKey", "Streams:RingBytes",
    ];

    /// <exception cref="SettingException">A name is not known; the message has it and the nearest that is.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (name, value) in configuration.GetSection(Section).AsEnumerable(makePathsRelative: true))
        {
            if (value is not null && name.Length > 0 && !Knows(name))
                throw Unknown(Section, name, Edits(name.Split(':')[0], Hosts) > 2 ? Names : [$"{Hosts}:{name.Split(':')[^1]}"]);
        }

        // A database by another name than the server's would be passed over in silence for an embedded one.
        foreach (var connection in configuration.GetSection("ConnectionStrings").GetChildren())
        {
            if (!connection.Key.Equals(Section, StringComparison.OrdinalIgnoreCase) && Distance(connection.Key, Section) <= 2)
                throw Unknown("ConnectionStrings", connection.Key, [Section]);
        }
    }

    private static bool Knows(string name) =>
        Names.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith($"{Hosts}:", StringComparison.OrdinalIgnoreCase);

    private static SettingException Unknown(string section, string name, IReadOnlyList<string> known) =>
        new($"{section}:{name}", $"is not known; the nearest that is known is {section}:{known.MinBy(other => Distance(name, other))}");

    // In another section, or in none, a name is nearly as near as with a wrong letter in it.
    private static int Distance(string one, string other) => int.Min(Edits(one, other), 2 + Edits(Last(one), Last(other)));

    private static string Last(string name) => name[(name.LastIndexOf(':') + 1)..];

    private static int Edits(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (before, row[j]) = (row[j], int.Min(int.Min(row[j], row[j - 1]) + 1, before + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1)));
        }

        return row[^1];
    }
}
