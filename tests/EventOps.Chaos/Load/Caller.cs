using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using EventOps.Chaos.Arena;

namespace EventOps.Chaos.Load;

/// <summary>An answer, or none: then only <paramref name="Said"/> tells why.</summary>
internal sealed record Reply(int? Status, string Said, byte[] Body, HttpResponseHeaders? Headers = null)
{
    public JsonElement Json => JsonElement.Parse(Body);
}

/// <summary>One client's requests, each to a node of its choice, with the short patience of a client that has other nodes.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        Timeout = TimeSpan.FromSeconds(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Node.Key) },
    };

    /// <summary>Sends it once. Whatever breaks on the way is a reply without a status.</summary>
    public async Task<Reply> Send(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            return new Reply((int)response.StatusCode, SaidBy((int)response.StatusCode, body), body, response.Headers);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Reply(null, "timeout", []);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new Reply(null, "connection refused", []);
        }
        catch (HttpRequestException)
        {
            return new Reply(null, "connection broke", []);
        }
    }

    public Task<Reply> Get(Node node, string path, CancellationToken ct) =>
        Send(new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, path)), ct);

    public void Dispose() => http.Dispose();

    private static string SaidBy(int status, byte[] body)
    {
        if (status < 400)
            return $"{status}";
        try
        {
            return $"{status} {JsonElement.Parse(body).GetProperty("code").GetString()}";
        }
        catch (Exception bare) when (bare is JsonException or KeyNotFoundException)
        {
            return $"{status}";
        }
    }
}
