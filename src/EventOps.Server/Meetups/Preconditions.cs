using System.Security.Cryptography;
using System.Text;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Meetups;

/// <summary>What a command may come with: If-Match and If-None-Match, Idempotency-Key, X-Correlation-Id, ?dryRun.</summary>
internal static class Preconditions
{
    private const int LongestKey = 255;

    public static string ETagOf(long version) => EntityTags.OfVersion(version);

    public static (CommandOptions? Options, ProblemHttpResult? Problem) Read(
        HttpRequest request, Caller caller, ReadOnlySpan<byte> body, string commands)
    {
        if (!EntityTags.TryConditions(request.Headers, out var accepts))
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "request.if_match", "If-Match and If-None-Match must be * or ETags, like \"7\"."));
        var given = request.Headers["Idempotency-Key"];
        var key = given.ToString();
        // An empty key is a client's mistake: it believes that its repeats are safe.
        if (given.Count > 0 && key.Length == 0 || key.Length > LongestKey || key.Any(c => c is < '!' or > '~'))
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "request.idempotency_key", $"Idempotency-Key must be 1 to {LongestKey} visible ASCII characters."));
        return (new CommandOptions
        {
            Accepts = accepts,
            DryRun = DryRuns.IsAsked(request),
            IdempotencyKey = key.Length == 0 ? null : key,
            RequestHash = key.Length == 0 ? default : Hash(request, body),
            Metadata = Metadata(request, caller, commands),
        }, null);
    }

    private static AppendMetadata Metadata(HttpRequest request, Caller caller, string commands) => new()
    {
        User = caller.Name,
        CorrelationId = request.Headers["X-Correlation-Id"].ToString() is { Length: > 0 and <= 200 } given && !given.Any(char.IsControl)
            ? given
            : request.HttpContext.TraceIdentifier,
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = commands, ["holder"] = $"{caller.Holder?.Id}" },
    };

    private static byte[] Hash(HttpRequest request, ReadOnlySpan<byte> body) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"), .. body]);
}
