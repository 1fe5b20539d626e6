using System.Net.Http.Headers;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Sinks;

/// <summary>One signed POST, to a webhook or to the build hook of a static site.</summary>
internal sealed class WebhookSink(HttpExchange http, Consents consents, TimeProvider time)
{
    public async Task<Attempt> Send(Outgoing outgoing, CancellationToken ct)
    {
        if (!Uri.TryCreate(outgoing.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return NotSent(AttemptError.BadSink);
        if (outgoing.Secrets.Signing.Count == 0)
            return NotSent(AttemptError.NoSecret);
        if (outgoing.Handshake && await consents.Ask(outgoing, address, ct) is { } refusal)
            return refusal;
        return await http.Send(outgoing, Request(address, outgoing), Judge, ct);
    }

    private HttpRequestMessage Request(Uri address, Outgoing outgoing)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        var body = outgoing.Body;
        if (outgoing.Mode is DeliveryMode.Binary)
        {
            var binary = BinaryMode.Of(outgoing.Body);
            body = binary.Data;
            request.Content = Content(body, binary.ContentType);
            foreach (var (name, value) in binary.Headers)
                request.Headers.Add(name, value);
        }

        request.Content ??= Content(body, MessageWriter.ContentType);
        var (id, timestamp) = (outgoing.Id.ToString(), time.GetUtcNow().ToUnixTimeSeconds());
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, $"{timestamp}");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(outgoing.Secrets.Signing, id, timestamp, body.Span));
        if (outgoing.Handshake)
            request.Headers.Add(Consents.OriginHeader, consents.Origin);
        foreach (var (name, value) in outgoing.Secrets.Headers.Where(header => IsFree(header.Key)))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static ReadOnlyMemoryContent Content(ReadOnlyMemory<byte> body, string type) =>
        new(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };

    // What says how the message travels, who sends it and what signs it is ours.
    private static bool IsFree(string name) =>
        !name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        && name.ToLowerInvariant() is not ("host" or "user-agent" or "connection" or "transfer-encoding" or "te" or "trailer"
            or "upgrade" or "expect" or "keep-alive" or "proxy-connection");

    private static Verdict Judge(SinkAnswer answer) => answer.Status switch
    {
        >= 200 and < 300 => Verdict.Taken,
        410 => new(AttemptError.Gone, null, "The sink says that it is no more."),
        429 => new(AttemptError.Throttled, answer.RetryAfter),
        _ => Verdict.Unknown(answer),
    };

    private Attempt NotSent(AttemptError error)
    {
        var now = time.GetUtcNow();
        return new(now, now, null, error, default, null);
    }
}
