using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventOps.Notifications.Messages;
using EventOps.Server.Hosting;

namespace EventOps.Server.Feeds;

/// <summary>
/// Messages as a CloudEvents batch, byte for byte as they are pushed, and where to go on. Facts do not change, so a page is
/// told by where it begins and ends and by who reads it; polling the end costs a 304 until something comes.
/// </summary>
/// <param name="after">Where the page begins.</param>
/// <param name="next">Where the next page is.</param>
/// <param name="variant">All else that the bytes depend on.</param>
internal sealed class EventBatch(IReadOnlyList<Message> messages, long after, string next, string variant) : IResult
{
    private const int FlushAt = 32 * 1024;

    // Bytes of messages change with the version that writes them.
    private static readonly string Version = typeof(MessageWriter).Assembly.ManifestModule.ModuleVersionId.ToString();

    public async Task ExecuteAsync(HttpContext context)
    {
        var tag = Tag();
        var headers = context.Response.Headers;
        headers.Link = $"<{next}>; rel=\"next\"";
        headers.CacheControl = "no-cache";
        headers.Vary = "Authorization";
        headers.ETag = tag;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Link, ETag";
        if (EntityTags.Have(context.Request.Headers.IfNoneMatch, tag))
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await Write(context);
    }

    private async Task Write(HttpContext context)
    {
        context.Response.ContentType = "application/cloudevents-batch+json; charset=utf-8";
        context.Response.ContentLength = messages.Sum(message => (long)message.Body.Length) + Math.Max(0, messages.Count - 1) + 2;
        var body = context.Response.BodyWriter;
        body.Write("["u8);
        foreach (var (index, message) in messages.Index())
        {
            if (index > 0)
                body.Write(","u8);
            body.Write(message.Body.Span);
            if (body.UnflushedBytes >= FlushAt)
                await body.FlushAsync(context.RequestAborted);
        }

        body.Write("]"u8);
        await body.FlushAsync(context.RequestAborted);
    }

    private string Tag()
    {
        var last = messages.Count > 0 ? messages[^1].Position : after;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{variant}"));
        return string.Create(CultureInfo.InvariantCulture, $"\"{after}-{last}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}\"");
    }
}
