using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace EventOps.Testing;

/// <summary>
/// Stands on a loopback port between a client and a server and breaks their connections where it is told: after so many
/// bytes of either direction, or now. It can also hold everything back, as a network that drops packets does.
/// </summary>
public sealed class CutProxy : IAsyncDisposable
{
    private readonly EndPoint target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Lock gate = new();
    private readonly HashSet<CutLink> links = [];
    private readonly Task accepting;
    private TaskCompletionSource? paused;

    /// <param name="target">Where to carry to: a TCP port or a Unix socket.</param>
    public CutProxy(EndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    /// <summary>A proxy before the database that a connection string names; <see cref="Through"/> leads through it.</summary>
    public static CutProxy Before(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        return new(database.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{database.Host}/.s.PGSQL.{database.Port}")
            : new DnsEndPoint(database.Host, database.Port));
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What clients send.</summary>
    public CutCount Requests { get; } = new();

    /// <summary>What the server sends.</summary>
    public CutCount Answers { get; } = new();

    /// <summary>Connections open at the moment.</summary>
    public int Open
    {
        get
        {
            lock (gate)
                return links.Count;
        }
    }

    /// <summary>The same database, reached through this proxy, unencrypted: bytes are counted as the protocol has them.</summary>
    public string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Host = "127.0.0.1",
        Port = Port,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Closes every connection at once; new ones are carried again.</summary>
    public void CutNow()
    {
        lock (gate)
            foreach (var link in links)
                link.Cut();
    }

    /// <summary>Carries nothing in either direction until <see cref="Resume"/>; connections stay open.</summary>
    public void Pause() => Interlocked.CompareExchange(ref paused, new(TaskCreationOptions.RunContinuationsAsynchronously), null);

    public void Resume() => Interlocked.Exchange(ref paused, null)?.TrySetResult();

    internal Task Unpaused => Volatile.Read(ref paused)?.Task ?? Task.CompletedTask;

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Carry(await listener.AcceptSocketAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task Carry(Socket client)
    {
        using var link = new CutLink(this, client);
        lock (gate)
            links.Add(link);
        await link.Run(target);
        lock (gate)
            links.Remove(link);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        Resume();
        CutNow();
    }
}
