using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EventOps.Server.Tests;

/// <summary>One event as the wire says it; a comment is an event without fields.</summary>
internal sealed record WireEvent(long? Id, string? Name, string? Data, int? Retry)
{
    public bool IsMessage => Name == "message";

    public bool IsBookmark => Name == "bookmark";

    public bool IsComment => (Id, Name, Data, Retry) is (null, null, null, null);
}

/// <summary>An open event stream, read line by line to the letter of its format.</summary>
internal sealed class EventReading : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StreamReader lines;

    private EventReading(HttpResponseMessage response, Stream body) => (Response, lines) = (response, new(body, Encoding.UTF8));

    public HttpResponseMessage Response { get; }

    public HttpStatusCode Status => Response.StatusCode;

    /// <summary>Opens a stream: <paramref name="query"/> begins with a question mark or is empty.</summary>
    public static async Task<EventReading> Open(Uri server, string community, string query = "", string? key = null, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, $"/api/communities/{community}/events/stream{query}"));
        request.Headers.Accept.Add(new("text/event-stream"));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (lastEventId is { } last)
            request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event or comment; null at the end.</summary>
    public async Task<WireEvent?> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        var read = new WireEvent(null, null, null, null);
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length == 0)
                return read;
            var (field, value) = line.IndexOf(':') is > 0 and var colon ? (line[..colon], line[(colon + 1)..].TrimStart(' ')) : ("", line);
            read = field switch
            {
                "id" => read with { Id = long.Parse(value, CultureInfo.InvariantCulture) },
                "event" => read with { Name = value },
                "data" => read with { Data = read.Data is null ? value : $"{read.Data}\n{value}" },
                "retry" => read with { Retry = int.Parse(value, CultureInfo.InvariantCulture) },
                _ => read,
            };
        }

        return null;
    }

    /// <summary>The next event that is so; fails at the end of the stream.</summary>
    public async Task<WireEvent> Next(Func<WireEvent, bool> isSo)
    {
        while (true)
        {
            var read = await Next() ?? throw new InvalidOperationException("The stream ended.");
            if (isSo(read))
                return read;
        }
    }

    public Task<WireEvent> NextMessage() => Next(read => read.IsMessage);

    public ValueTask DisposeAsync()
    {
        Response.Dispose();
        lines.Dispose();
        return ValueTask.CompletedTask;
    }
}
