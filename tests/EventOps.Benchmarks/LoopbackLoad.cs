using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventOps.Benchmarks;

/// <summary>
/// Asks one address of this machine for the same thing again and again over kept connections, with so little work of its own
/// that the server is what is measured. Bounded in time; loopback only.
/// </summary>
internal static class LoopbackLoad
{
    private const int Connections = 16;

    /// <summary>Answers per second.</summary>
    /// <param name="etag">Sent as If-None-Match when given.</param>
    /// <param name="status">What every answer must be.</param>
    public static async Task<double> Run(Uri address, string? etag, int status, TimeSpan time)
    {
        if (!address.IsLoopback)
            throw new ArgumentException("Only loopback is loaded.", nameof(address));
        var condition = etag is null ? "" : $"If-None-Match: {etag}\r\n";
        var request = Encoding.ASCII.GetBytes($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n{condition}\r\n");
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ =>
            Task.Run(() => One(address, request, Encoding.ASCII.GetBytes($"HTTP/1.1 {status} "), watch, time))));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task<long> One(Uri address, byte[] request, byte[] expected, Stopwatch watch, TimeSpan time)
    {
        using var socket = await Connect(address);
        var buffer = new byte[64 * 1024];
        var answers = 0L;
        for (; watch.Elapsed < time; answers++)
        {
            await socket.SendAsync(request);
            await Answer(socket, buffer, expected);
        }

        return answers;
    }

    public static async Task<Socket> Connect(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return socket;
    }

    /// <summary>Reads one answer whose length its head tells, or that is chunked.</summary>
    public static async Task Answer(Socket socket, byte[] buffer, byte[] expected)
    {
        var got = 0;
        int head;
        while ((head = buffer.AsSpan(0, got).IndexOf("\r\n\r\n"u8)) < 0)
            got += await Some(socket, buffer.AsMemory(got));
        if (!buffer.AsSpan().StartsWith(expected))
            throw new InvalidOperationException($"Answered: {Encoding.ASCII.GetString(buffer, 0, Math.Min(head, 200))}");
        if (buffer.AsSpan(0, head).IndexOf("chunked"u8) >= 0)
        {
            // The answers asked for here are small: the whole of one is in the buffer.
            while (!buffer.AsSpan(head, got - head).EndsWith("\r\n0\r\n\r\n"u8))
                got += await Some(socket, buffer.AsMemory(got));
            return;
        }

        var left = LengthIn(buffer.AsSpan(0, head + 2)) - (got - head - 4);
        while (left > 0)
            left -= await Some(socket, buffer);
    }

    private static async ValueTask<int> Some(Socket socket, Memory<byte> into) =>
        await socket.ReceiveAsync(into) is > 0 and var count ? count : throw new InvalidOperationException("The server hung up.");

    private static int LengthIn(ReadOnlySpan<byte> head)
    {
        var name = "ontent-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
            return 0;
        var digits = head[(at + name.Length)..];
        return int.Parse(digits[..digits.IndexOf((byte)'\r')]);
    }
}
