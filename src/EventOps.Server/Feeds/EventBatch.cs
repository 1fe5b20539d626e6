using EventOps.Notifications.Messages;

namespace EventOps.Server.Feeds;

/// <summary>Messages as a CloudEvents batch, byte for byte as they are pushed, and where to go on.</summary>
internal sealed class EventBatch(IReadOnlyList<Message> messages, string next) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        context.Response.ContentType = "application/cloudevents-batch+json; charset=utf-8";
        context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.Vary = "Authorization";
        using var buffer = new MemoryStream();
        buffer.WriteByte((byte)'[');
        foreach (var (index, message) in messages.Index())
        {
            if (index > 0)
                buffer.WriteByte((byte)',');
            buffer.Write(message.Body.Span);
        }

        buffer.WriteByte((byte)']');
        context.Response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
