using System.Net;
using System.Net.Sockets;

namespace EventOps.Chaos.Arena;

internal enum Direction
{
    ToDatabase,
    ToServer,
}

/// <summary>
/// The way of one server to the database: a loopback port in front of the cluster's socket. It can break a connection after
/// any byte in either direction, or pass nothing on for a while.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly HashSet<ProxiedConnection> open = [];
    private readonly string socketFile;
    private readonly Task accepting;
    private TaskCompletionSource flowing = Flowing();
    private (Direction Direction, int Bytes)? cut;

    public CuttingProxy(string socketFile)
    {
        this.socketFile = socketFile;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept();
    }

    public int Port { get; }

    public int Cuts { get; private set; }

    /// <summary>Breaks the connection that carries this byte, counted from now over all connections.</summary>
    public void CutAfter(Direction direction, int bytes)
    {
        lock (gate)
            cut = (direction, bytes);
    }

    /// <summary>Nothing passes any more, and nobody is told: what a lost network looks like.</summary>
    public void Stall() => flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Passes on again, or resets all connections if they are not to be continued.</summary>
    public void Flow(bool reset)
    {
        lock (gate)
            if (reset)
                foreach (var connection in open)
                    connection.Reset();
        flowing.TrySetResult();
    }

    /// <summary>How many of these bytes still pass; fewer than given: the connection breaks behind them.</summary>
    internal int Passing(Direction direction, int bytes)
    {
        lock (gate)
        {
            if (cut is not { } armed || armed.Direction != direction)
                return bytes;
            if (armed.Bytes >= bytes)
            {
                cut = (direction, armed.Bytes - bytes);
                return bytes;
            }

            cut = null;
            Cuts++;
            return armed.Bytes;
        }
    }

    internal Task WhenFlowing => flowing.Task;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Flow(reset: true);
        stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!stopping.IsCancellationRequested)
        {
            var client = await listener.AcceptSocketAsync(stopping.Token);
            _ = Task.Run(() => Carry(client));
        }
    }

    private async Task Carry(Socket client)
    {
        using var database = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var connection = new ProxiedConnection(this, client, database);
        try
        {
            await WhenFlowing;
            await database.ConnectAsync(new UnixDomainSocketEndPoint(socketFile), stopping.Token);
            lock (gate)
                open.Add(connection);
            await connection.Run();
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            connection.Reset();
        }
        finally
        {
            lock (gate)
                open.Remove(connection);
        }
    }

    private static TaskCompletionSource Flowing()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
