using System.Net.Http.Headers;
using System.Net.Sockets;
using EventOps.Notifications.Guarding;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Deliveries;

/// <summary>
/// One signed POST. The receiver is a stranger: no redirect, proxy or cookie is followed, no more than 16 KiB is read, and
/// headers and body together have one time limit.
/// </summary>
public sealed class WebhookSender(NotificationOptions options, TimeProvider time) : IDisposable
{
    private const int ReadAtMost = 16 * 1024;
    private const int KeptOfAnswer = 2 * 1024;
    private static readonly string UserAgent = $"EventOps/{typeof(WebhookSender).Assembly.GetName().Version?.ToString(2)}";

    private readonly HttpMessageInvoker http = new(new GuardedHttp(options.AllowPrivateSinks).Handler());

    /// <summary>Sends and says how it went; throws only when cancelled.</summary>
    public async Task<Attempt> Send(Outgoing outgoing, CancellationToken ct)
    {
        var started = time.GetUtcNow();
        if (!Uri.TryCreate(outgoing.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Failed(AttemptError.BadSink);
        if (outgoing.Secrets.Signing.Count == 0)
            return Failed(AttemptError.NoSecret);

        using var limit = new CancellationTokenSource(options.AttemptLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var request = Request(address, outgoing, started.ToUnixTimeSeconds());
            using var response = await http.SendAsync(request, either.Token);
            var answer = await Read(response, either.Token);
            ct.ThrowIfCancellationRequested();
            return new Attempt(
                started, time.GetUtcNow(), (int)response.StatusCode, ErrorOf((int)response.StatusCode), answer,
                RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed(AttemptError.Timeout);
        }
        catch (HttpRequestException e)
        {
            return Failed(ErrorOf(e));
        }

        Attempt Failed(AttemptError error) => new(started, time.GetUtcNow(), null, error, default, null);
    }

    private static HttpRequestMessage Request(Uri address, Outgoing outgoing, long timestamp)
    {
        var id = outgoing.Id.ToString();
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(outgoing.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(MessageWriter.ContentType);
        request.Headers.Add("user-agent", UserAgent);
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, $"{timestamp}");
        request.Headers.Add(
            WebhookSignature.Header, WebhookSignature.Of(outgoing.Secrets.Signing, id, timestamp, outgoing.Body.Span));
        foreach (var (name, value) in outgoing.Secrets.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>The beginning of the answer. The status has decided already: a body that breaks or never ends changes nothing.</summary>
    private static async Task<ReadOnlyMemory<byte>> Read(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[ReadAtMost];
        var read = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            while (read < buffer.Length && await body.ReadAsync(buffer.AsMemory(read), ct) is > 0 and var more)
                read += more;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // What was read so far is all there is to keep.
        }

        return buffer.AsMemory(0, Math.Min(read, KeptOfAnswer));
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? asked) => asked?.Delta ?? asked?.Date - time.GetUtcNow();

    private static AttemptError? ErrorOf(int status) => status switch
    {
        >= 200 and < 300 => null,
        >= 300 and < 400 => AttemptError.Redirect,
        410 => AttemptError.Gone,
        429 => AttemptError.Throttled,
        _ => AttemptError.Refused,
    };

    private static AttemptError ErrorOf(HttpRequestException e) => e.HttpRequestError switch
    {
        _ when e.InnerException is PrivateAddressException => AttemptError.PrivateAddress,
        HttpRequestError.NameResolutionError => AttemptError.NameUnknown,
        HttpRequestError.SecureConnectionError => AttemptError.Tls,
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => AttemptError.BadAnswer,
        _ when e.InnerException is SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain,
        } => AttemptError.NameUnknown,
        _ => AttemptError.Unreachable,
    };

    public void Dispose() => http.Dispose();
}
