using EventOps.Domain.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Hosting;

/// <summary>One field of a request and the rule it breaks.</summary>
/// <param name="Path">The field in camelCase with indexes, like <c>speakers[0].part</c>; empty for the body as a whole.</param>
/// <param name="Rule">Stable, for programs.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record FieldError(string Path, string Rule, string Message);

/// <summary>Every "no" as RFC 9457 problem details with a stable <c>code</c>.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code, string detail, params (string Name, object? Value)[] more) =>
        TypedResults.Problem(
            detail,
            statusCode: status,
            title: Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            type: $"urn:eventops:problem:{code}",
            extensions: [new("code", code), .. more.Select(m => new KeyValuePair<string, object?>(m.Name, m.Value))]);

    // A body of a few megabytes can be wrong in a million places; nobody reads them all.
    private const int MostErrors = 100;

    public static ProblemHttpResult Shape(IReadOnlyList<FieldError> errors) => Of(
        StatusCodes.Status400BadRequest,
        "request.invalid",
        errors.Count == 1 ? errors[0].Message : $"{errors.Count} fields are not as they must be.",
        ("errors", errors.Take(MostErrors)));

    public static ProblemHttpResult NotFound(string code, string detail) => Of(StatusCodes.Status404NotFound, code, detail);

    public static ProblemHttpResult KeyReused() => Of(
        StatusCodes.Status409Conflict, "request.idempotency_key_reused", "That Idempotency-Key was used for another request.");

    public static ProblemHttpResult Stale(string noun, long version) => Of(
        StatusCodes.Status412PreconditionFailed, $"{noun}.version_mismatch",
        $"The {noun} is at version {version}, which If-Match or If-None-Match does not accept; read it again.", ("version", version));

    public static ProblemHttpResult Contended(string noun) => Of(
        StatusCodes.Status409Conflict, $"{noun}.contended", "Many changes came at once; send it again.");

    /// <summary>The one place where a refusal of the Domain becomes a status.</summary>
    /// <param name="refusal">What the Domain refused.</param>
    /// <param name="index">Which command of a batch it was, from 0.</param>
    public static ProblemHttpResult Of(Refusal refusal, int? index = null)
    {
        var facts = RefusalFacts.Of(refusal);
        return Of(StatusOf(refusal.Kind), refusal.Code, refusal.Message,
            [.. facts.Select(fact => (fact.Key, fact.Value)), .. index is { } i ? [("command", (object?)i)] : Array.Empty<(string, object?)>()]);
    }

    private static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        _ => throw new System.Diagnostics.UnreachableException(kind.ToString()),
    };
}
