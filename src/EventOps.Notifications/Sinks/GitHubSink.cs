using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Notifications.Deliveries;

namespace EventOps.Notifications.Sinks;

/// <summary>Starts a workflow of a repository by <c>repository_dispatch</c>: the build of a site that lives on GitHub.</summary>
internal sealed class GitHubSink(HttpExchange http, NotificationOptions options, TimeProvider time)
{
    private const string DefaultEventType = "eventops";

    // GitHub takes ten keys at the top and 64 KiB; the lists of paths give way first.
    private const int MostPaths = 250;
    private const int PathCharacters = 40_000;

    public async Task<Attempt> Send(Outgoing outgoing, CancellationToken ct)
    {
        var target = outgoing.Target;
        if (!Uri.TryCreate(outgoing.Address, UriKind.Absolute, out var address) || !SinkHosts.Allow(outgoing.Kind, address, options))
            return NotSent(AttemptError.BadSink,
                $"The address must begin with https and be at {string.Join(" or ", SinkHosts.Of(outgoing.Kind, options)!)}.");
        if (target.Owner is not { Length: > 0 } owner || target.Repository is not { Length: > 0 } repository)
            return NotSent(AttemptError.Misconfigured, "Name the repository and its owner.");
        if (outgoing.Secrets.RobotSecret is not { Length: > 0 } token)
            return NotSent(AttemptError.Misconfigured, "Give a token that may write the contents of the repository.");

        var path = $"{address.AbsolutePath.TrimEnd('/')}/repos/{Uri.EscapeDataString(owner)}/{Uri.EscapeDataString(repository)}/dispatches";
        var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(address) { Path = path, Query = "" }.Uri)
        {
            Content = RobotCall.Json(new JsonObject
            {
                ["event_type"] = target.EventType ?? DefaultEventType, ["client_payload"] = Payload(outgoing),
            }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        return await http.Send(outgoing, request, Judge, ct);
    }

    /// <summary>What a workflow may want of a message: who, what, how far, and which pages.</summary>
    private static JsonObject Payload(Outgoing outgoing)
    {
        using var message = JsonDocument.Parse(outgoing.Body);
        var payload = new JsonObject
        {
            ["id"] = outgoing.Id.ToString(), ["type"] = outgoing.Type, ["community"] = CommunityOf(message.RootElement),
        };
        if (Text(message.RootElement, "sequence") is { } sequence
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            payload["position"] = position;
        if (!message.RootElement.TryGetProperty("data", out var data))
            return payload;
        if (data.TryGetProperty("meetup", out var meetup) && Text(meetup, "slug") is { } slug)
            payload["meetup"] = slug;
        var left = PathCharacters;
        var whole = Paths(payload, data, "changed", ref left) & Paths(payload, data, "removed", ref left);
        if (!whole)
            payload["truncated"] = true;
        return payload;
    }

    private static bool Paths(JsonObject payload, JsonElement data, string name, ref int left)
    {
        if (!data.TryGetProperty(name, out var paths) || paths.ValueKind != JsonValueKind.Array)
            return true;
        var kept = new JsonArray();
        payload[name] = kept;
        foreach (var path in paths.EnumerateArray())
        {
            left -= path.GetRawText().Length + 1;
            if (left < 0 || kept.Count == MostPaths)
                return false;
            kept.Add(path.GetString());
        }

        return true;
    }

    // source: /communities/{community}/…
    private static string? CommunityOf(JsonElement message) =>
        Text(message, "source")?.Split('/') is [_, _, var community, ..] ? Uri.UnescapeDataString(community) : null;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    private static Verdict Judge(SinkAnswer answer) => answer.Status switch
    {
        204 => Verdict.Taken,
        401 => Verdict.Misconfigured("GitHub does not know this token, or it has expired: give a new one."),
        403 or 429 when TooMuch(answer) is { } wait => Verdict.Throttled(wait, TimeSpan.FromSeconds(1)),
        403 => Verdict.Misconfigured("The token may not start workflows: it needs write access to the repository's contents."),
        404 => Verdict.Misconfigured("GitHub shows this token no such repository: correct its name, or let the token see it."),
        422 => Verdict.Rejected("GitHub finds the dispatch malformed."),
        _ => Verdict.Unknown(answer),
    };

    private static TimeSpan? TooMuch(SinkAnswer answer)
    {
        if (answer.RetryAfter is { } asked)
            return asked;
        if (answer.Header("x-ratelimit-remaining") != "0")
            return answer.Status == 429 || answer.Text.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase)
                ? TimeSpan.FromMinutes(1)
                : null;
        return long.TryParse(answer.Header("x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? SinkAnswer.Bounded(reset - answer.Now.ToUnixTimeSeconds() + 1)
            : TimeSpan.FromMinutes(1);
    }

    private Attempt NotSent(AttemptError error, string advice)
    {
        var now = time.GetUtcNow();
        return new(now, now, null, error, default, null, advice);
    }
}
