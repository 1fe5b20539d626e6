using System.Net.Http.Headers;
using System.Net.Sockets;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Guarding;

namespace EventOps.Notifications.Sinks;

/// <summary>
/// One request to a stranger and what came of it: no redirect, proxy or cookie is followed, no more than 64 KiB is read, and
/// headers and body together have one time limit.
/// </summary>
internal sealed class HttpExchange(NotificationOptions options, TimeProvider time) : IDisposable
{
    private const int KeptOfAnswer = 2 * 1024;
    private static readonly string UserAgent = $"EventOps/{typeof(HttpExchange).Assembly.GetName().Version?.ToString(2)}";

    private readonly HttpMessageInvoker http = new(new GuardedHttp(options.AllowPrivateSinks).Handler());

    /// <summary>Sends and says how it went; throws only when cancelled.</summary>
    /// <param name="request">Is disposed of.</param>
    /// <param name="judge">What an answer means, whatever its status.</param>
    public async Task<Attempt> Send(
        Outgoing outgoing, HttpRequestMessage request, Func<SinkAnswer, Verdict> judge, CancellationToken ct)
    {
        var started = time.GetUtcNow();
        using var limit = new CancellationTokenSource(options.AttemptLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var answer = await Ask(request, either.Token);
            ct.ThrowIfCancellationRequested();
            var verdict = judge(answer);
            return new Attempt(
                started, time.GetUtcNow(), answer.Status, verdict.Error, Redaction.Of(outgoing, answer.Body, KeptOfAnswer),
                verdict.RetryAfter, verdict.Advice);
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

    private async Task<SinkAnswer> Ask(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            request.Headers.Add("user-agent", UserAgent);
            using var response = await http.SendAsync(request, ct);
            var headers = response.Headers;
            return new SinkAnswer(
                (int)response.StatusCode, await Read(response, ct), RetryAfter(headers.RetryAfter),
                name => headers.TryGetValues(name, out var values) ? string.Join(',', values) : null, time.GetUtcNow());
        }
    }

    /// <summary>The beginning of the answer. A body that breaks or never ends is one that ends there.</summary>
    private static async Task<byte[]> Read(HttpResponseMessage response, CancellationToken ct)
    {
        var buffer = new byte[SinkAnswer.ReadAtMost];
        var read = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            while (read < buffer.Length && await body.ReadAsync(buffer.AsMemory(read), ct) is > 0 and var more)
                read += more;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // What was read so far is all there is to judge.
        }

        return buffer[..read];
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? asked) => asked?.Delta ?? asked?.Date - time.GetUtcNow();

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
