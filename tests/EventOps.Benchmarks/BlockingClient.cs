using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventOps.Benchmarks;

/// <summary>
/// A kept connection to this machine for a thread of its own, which blocks: of all ways to send and wait this one costs the
/// processors least, and they are the server's, too.
/// </summary>
internal sealed class BlockingClient : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];

    public BlockingClient(Uri server) => socket.Connect(IPAddress.Loopback, server.Port);

    /// <summary>Runs what blocks on a thread of its own.</summary>
    public static Task<T> OnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Sends a request and reads its small answer, chunked or not, which must begin as expected.</summary>
    public void Ask(ReadOnlySpan<byte> request, ReadOnlySpan<byte> expected)
    {
        socket.Send(request);
        var got = 0;
        while (!IsWhole(buffer.AsSpan(0, got)))
            got += socket.Receive(buffer.AsSpan(got)) is > 0 and var some ? some : throw new InvalidOperationException("The server hung up.");
        if (!buffer.AsSpan().StartsWith(expected))
            throw new InvalidOperationException($"Answered: {Encoding.ASCII.GetString(buffer, 0, got)}");
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        if (answer[..head].IndexOf("chunked"u8) >= 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        return answer.Length == head + 4 + LengthIn(answer[..(head + 2)]);
    }

    private static int LengthIn(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        if (head.IndexOf(name) is not (>= 0 and var at))
            return 0;
        var digits = head[(at + name.Length)..];
        return int.Parse(digits[..digits.IndexOf((byte)'\r')]);
    }

    public void Dispose() => socket.Dispose();
}
