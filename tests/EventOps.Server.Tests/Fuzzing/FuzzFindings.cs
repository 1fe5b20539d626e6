using System.Collections.Concurrent;
using System.Text.Json;
using EventOps.Server.Hosting;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>What holds for every answer, whatever was asked; and what did not.</summary>
internal sealed class FuzzFindings(FuzzWorld world)
{
    private static readonly string[] WorthAnotherTry = ["read.behind", "stream.full", "store.busy"];

    private readonly ConcurrentDictionary<string, string> found = new();

    public int Accepted;

    public int Refused;

    public IReadOnlyCollection<string> All => [.. found.Select(one => $"{one.Key}\n    {one.Value}")];

    public void Add(string what, FuzzRequest request, string answer) =>
        found.TryAdd($"{what}: {request.Operation}", $"{request}\n    {(answer.Length > 800 ? answer[..800] : answer)}");

    public void Check(FuzzSide side, FuzzRequest request, int status, string? mediaType, string answer)
    {
        if (status < 400)
            CheckGood(request, status, answer);
        else
            CheckProblem(request, status, mediaType, answer);
        if (answer.Contains(world.Other(side).Marker, StringComparison.Ordinal))
            Add("Shows what another community wrote", request, answer);
        if (answer.Contains(world.Other(side).Secret, StringComparison.Ordinal))
            Add("Shows a secret of another community", request, answer);
        if (request.Key != side.Community.Key && answer.Contains(side.Secret, StringComparison.Ordinal))
            Add("Shows a draft to strangers", request, answer);
    }

    private void CheckGood(FuzzRequest request, int status, string answer)
    {
        if (!request.Operation.IsRead)
            Interlocked.Increment(ref Accepted);
        if (request.Operation.Statuses.Count > 0 && !request.Operation.Statuses.Contains(status))
            Add($"Answers {status}, which the document does not say", request, answer);
    }

    // Kestrel hangs up on an address or headers that are too long, and on a NUL in an address, before anybody could say more.
    private static bool IsRefusedByTheWebServer(FuzzRequest request, int status) =>
        status is 414 or 431 || status is 400 && (request.Address.Contains("%00", StringComparison.Ordinal) || request.Headers.Count > 0);

    private void CheckProblem(FuzzRequest request, int status, string? mediaType, string answer)
    {
        Interlocked.Increment(ref Refused);
        // Pages for people say it in HTML.
        if (request.Operation.Statuses.Count == 0 && mediaType == "text/html" && status is 404 or 410)
            return;
        if (mediaType is null && answer.Length == 0 && IsRefusedByTheWebServer(request, status))
            return;
        if (mediaType != "application/problem+json")
        {
            Add($"{status} is no problem+json but {mediaType}", request, answer);
            return;
        }

        var code = JsonElement.Parse(answer).GetProperty("code").GetString()!;
        if (!ProblemCodes.All.Any(known => known.Code == code && known.Status == status))
            Add($"{code} with {status} is not in the table", request, answer);
        if (status >= 500 && !WorthAnotherTry.Contains(code))
            Add($"{status} {code}", request, answer);
        if (request.Operation.Statuses.Count > 0 && !request.Operation.Statuses.Contains(status) && code is not ("route.not_found" or "route.method_not_allowed"))
            Add($"Answers {status}, which the document does not say", request, answer);
    }
}
