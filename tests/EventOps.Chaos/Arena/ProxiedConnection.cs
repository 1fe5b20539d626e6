using System.Net.Sockets;

namespace EventOps.Chaos.Arena;

/// <summary>One connection through the proxy: two pumps that end together.</summary>
internal sealed class ProxiedConnection(CuttingProxy proxy, Socket client, Socket database) : IDisposable
{
    /// <summary>Carries bytes both ways until one side ends or the proxy cuts.</summary>
    public async Task Run()
    {
        client.NoDelay = true;
        var there = Pump(client, database, Direction.ToDatabase);
        var back = Pump(database, client, Direction.ToServer);
        await Task.WhenAny(there, back);
        Reset();
        await Task.WhenAll(there, back);
    }

    /// <summary>Ends it as a lost machine does: with a reset, not with a farewell.</summary>
    public void Reset()
    {
        Close(client);
        Close(database);
    }

    public void Dispose()
    {
        client.Dispose();
        database.Dispose();
    }

    private async Task Pump(Socket from, Socket to, Direction direction)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                await proxy.WhenFlowing;
                var passing = proxy.Passing(direction, read);
                for (var sent = 0; sent < passing;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, passing - sent));
                if (passing < read)
                    return;
            }
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            // The other side is gone; both ends are closed by whoever waits for the pumps.
        }
    }

    private static void Close(Socket socket)
    {
        try
        {
            if (socket.AddressFamily == AddressFamily.InterNetwork)
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close();
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }
    }
}
