using EventOps.Server.Hosting;

namespace EventOps.Server.Feeds;

/// <summary>What bounds event streams, under <c>EventOps:Streams</c> in the configuration.</summary>
public sealed record StreamLimits
{
    /// <summary>Open streams of this node.</summary>
    public int Readers { get; init; } = 2_000;

    /// <summary>Open streams without a key from one address (IPv6: from one /64). A proxy's readers share the proxy's address.</summary>
    public int ReadersPerAddress { get; init; } = 100;

    /// <summary>Open streams with one key.</summary>
    public int ReadersPerKey { get; init; } = 100;

    /// <summary>Bytes of rendered messages kept for all readers.</summary>
    public long RingBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Readers behind the ring that may read from the database at once.</summary>
    public int CatchUps { get; init; } = 4;

    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often an open stream makes sure that its key still opens; the keys' own memory adds up to 10 seconds.</summary>
    public TimeSpan KeyCheck { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest life of a stream; each gets up to a fifth less, so that they do not come back all at once.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a reader may leave what was sent in the pipe before it is dropped.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <exception cref="SettingException">A value cannot be right; the message names the setting.</exception>
    internal static StreamLimits From(IConfiguration configuration)
    {
        var (section, usual) = (configuration.GetSection("EventOps:Streams"), new StreamLimits());
        return new()
        {
            Readers = Count(section, "Readers", usual.Readers),
            ReadersPerAddress = Count(section, "ReadersPerAddress", usual.ReadersPerAddress),
            ReadersPerKey = Count(section, "ReadersPerKey", usual.ReadersPerKey),
            RingBytes = SettingValues.Long(section, "RingBytes", usual.RingBytes, 1, 1L << 40),
            CatchUps = Count(section, "CatchUps", usual.CatchUps),
            Heartbeat = SettingValues.Time(section, "Heartbeat", usual.Heartbeat),
            KeyCheck = SettingValues.Time(section, "KeyCheck", usual.KeyCheck),
            Lifetime = SettingValues.Time(section, "Lifetime", usual.Lifetime),
            Patience = SettingValues.Time(section, "Patience", usual.Patience),
        };
    }

    private static int Count(IConfigurationSection section, string name, int usual) =>
        SettingValues.Number(section, name, usual, 1, 1_000_000);
}
