using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using EventOps.Notifications.Guarding;

namespace EventOps.Server.Links;

/// <summary>
/// Looks whether something is behind a link, as little as that takes: a HEAD, and the first byte where a host does not
/// answer those. It goes only where messages may go, also after a redirect.
/// </summary>
internal sealed class LinkProbe : IDisposable
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Schemes = ["http", "https"];

    private readonly bool allowPrivate;
    private readonly HttpClient http;

    public LinkProbe(bool allowPrivate)
    {
        this.allowPrivate = allowPrivate;
        http = new(new GuardedHttp(allowPrivate).Handler()) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("EventOps-link-checker/1");
        http.DefaultRequestHeaders.Accept.ParseAdd("*/*");
    }

    public async Task<LinkLook> Look(string url, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            return await Follow(url, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return LinkLook.Failed("timeout");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return LinkLook.Failed(FaultOf(e));
        }
    }

    private async Task<LinkLook> Follow(string url, CancellationToken ct)
    {
        for (var i = 0; i <= MostRedirects; i++)
        {
            var (address, fault) = SinkAddress.Read(url, Schemes, allowPrivate);
            if (address is null || fault is not null)
                return LinkLook.Failed(fault?.Rule ?? "not_a_link");
            var (status, next) = await Ask(HttpMethod.Head, address, ct);
            // Some hosts do not know HEAD and say so in many ways.
            if (status is >= HttpStatusCode.BadRequest and not HttpStatusCode.TooManyRequests)
                (status, next) = await Ask(HttpMethod.Get, address, ct);
            if (next is null)
                return LinkLook.Of((int)status);
            url = next.AbsoluteUri;
        }

        return LinkLook.Failed("redirects");
    }

    private async Task<(HttpStatusCode Status, Uri? Next)> Ask(HttpMethod method, Uri address, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address);
        if (method == HttpMethod.Get)
            request.Headers.Range = new RangeHeaderValue(0, 0);
        // The headers are enough; a body that comes all the same is dropped with the connection.
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        var moved = (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is not null;
        // Fragments are for readers and never for hosts.
        return (response.StatusCode, moved ? new Uri(address, response.Headers.Location!) : null);
    }

    private static string FaultOf(Exception e) => (e, e.InnerException) switch
    {
        (PrivateAddressException, _) or (_, PrivateAddressException) => "private_address",
        (_, SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }) => "unknown_host",
        (_, SocketException { SocketErrorCode: SocketError.ConnectionRefused }) => "refused",
        (HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }, _) => "unknown_host",
        (HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }, _) => "tls",
        _ => "broken",
    };

    public void Dispose() => http.Dispose();
}
