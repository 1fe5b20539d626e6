using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EventOps.Domain.Shared;

namespace EventOps.Server.Tests;

/// <summary>
/// Somebody who speaks HTTP. Every answer is held against what holds for all: nothing asked causes a 500, and every "no" of
/// the API is problem details with a code.
/// </summary>
internal sealed class Asker(Uri server, string root, string? key)
{
    public Uri Server => server;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    /// <param name="body">A string is sent as it is, anything else as JSON.</param>
    public Task<Answer> Post(string path, object? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, ContentOf(body), headers);

    /// <param name="path">From the root of the server when it begins with a slash, else within the community.</param>
    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var address = path.StartsWith('/') ? path : path.Length == 0 || path[0] == '?' ? root + path : $"{root}/{path}";
        using var request = new HttpRequestMessage(method, new Uri(server, address)) { Content = content };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        var answer = new Answer((int)response.StatusCode, response, await response.Content.ReadAsByteArrayAsync());
        Assert.True(answer.Status is not 500, $"{method} {address} caused a 500: {answer.Text}");
        if (answer.Status >= 400 && address.StartsWith("/api", StringComparison.Ordinal) && method != HttpMethod.Head)
            answer.MustBeProblem();
        return answer;
    }

    private static StringContent? ContentOf(object? body) => body is null
        ? null
        : new(body as string ?? JsonSerializer.Serialize(body, body.GetType(), DomainJson.Options), Encoding.UTF8, "application/json");
}
