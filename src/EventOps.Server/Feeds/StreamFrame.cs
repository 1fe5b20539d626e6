using System.Globalization;
using System.Text;
using EventOps.Notifications.Messages;

namespace EventOps.Server.Feeds;

/// <summary>One message as an event stream carries it, rendered once for all readers, and what decides who may have it.</summary>
internal sealed record StreamFrame(long Position, string Community, string Type, bool IsPublic, ReadOnlyMemory<byte> Bytes)
{
    // JSON writes line ends as escapes, so a body is one line of data, and the very bytes that are pushed.
    public static StreamFrame Of(Message message)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {message.Position}\nevent: message\ndata: "));
        return new(message.Position, message.Tenant, message.Type, message.IsPublic, (byte[])[.. head, .. message.Body.Span, .. "\n\n"u8]);
    }

    /// <summary>Moves a reader's cursor where no message of its does. Data, because clients drop an event that has none.</summary>
    public static byte[] Bookmark(long position) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {position}\nevent: bookmark\ndata: {{}}\n\n"));

    /// <summary>Tells proxies and the reader that the line is alive.</summary>
    public static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

    /// <summary>How long a reader waits before it comes back.</summary>
    public static byte[] Retry(TimeSpan pause) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"retry: {pause.TotalMilliseconds:F0}\n\n"));
}
