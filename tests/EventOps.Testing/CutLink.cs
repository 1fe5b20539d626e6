using System.Net;
using System.Net.Sockets;

namespace EventOps.Testing;

/// <summary>Counts the bytes of one direction over all connections, and says where the next cut is to be.</summary>
public sealed class CutCount
{
    private const long Never = long.MaxValue;

    private readonly Lock gate = new();
    private long left = Never;

    /// <summary>Bytes carried since the beginning.</summary>
    public long Bytes { get; private set; }

    /// <summary>Cuts made in this direction.</summary>
    public int Cuts { get; private set; }

    /// <summary>
    /// Carries this many bytes more and then cuts the connection that carried the last of them; 0 cuts at the first byte
    /// and withholds it. One cut; connections after it are carried whole.
    /// </summary>
    public void CutAfter(long bytes)
    {
        lock (gate)
            left = bytes;
    }

    /// <summary>How many of the bytes at hand may pass, and whether the connection ends behind them.</summary>
    internal (int Pass, bool Cut) Take(int count)
    {
        lock (gate)
        {
            var pass = (int)Math.Min(count, left);
            var cut = left != Never && (left -= pass) == 0;
            if (cut)
                (left, Cuts) = (Never, Cuts + 1);
            Bytes += pass;
            return (pass, cut);
        }
    }
}

/// <summary>One connection through a <see cref="CutProxy"/>.</summary>
internal sealed class CutLink(CutProxy proxy, Socket client) : IDisposable
{
    private Socket? server;

    public async Task Run(EndPoint target)
    {
        try
        {
            server = target is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            client.NoDelay = true;
            await server.ConnectAsync(target);
            // Whichever side ends first ends both, as a broken network does.
            await Task.WhenAny(Pump(client, server, proxy.Requests), Pump(server, client, proxy.Answers));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Nobody is there to carry to, or the link was cut meanwhile.
        }
    }

    public void Cut()
    {
        client.Dispose();
        server?.Dispose();
    }

    public void Dispose() => Cut();

    private async Task Pump(Socket from, Socket to, CutCount count)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var read and > 0)
            {
                await proxy.Unpaused;
                var (pass, cut) = count.Take(read);
                await Send(to, buffer.AsMemory(0, pass));
                if (cut)
                    return;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side went first.
        }
    }

    private static async Task Send(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes)..];
    }
}
