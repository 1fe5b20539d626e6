using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>Finds out who sent a request, by the key or the token that it carries, and whether they have sent too many.</summary>
internal sealed class Credentials(ApiKeys keys, SignIn signIn, RateLimits limits, AccessNotices notices)
{
    /// <summary>Moves whenever somebody may have lost or won a right.</summary>
    public long Changes => notices.Changes;

    /// <summary>Who it is, or the problem with what was sent; neither when nothing was sent.</summary>
    public async ValueTask<(Holder? Holder, ProblemHttpResult? Problem)> Read(HttpContext context, string community)
    {
        if (BearerOf(context.Request) is not { } bearer)
            return default;
        // Whoever guesses is stopped before the database is asked.
        if (limits.TooManyFailures(context) is { } guessing && !keys.Knows(bearer))
            return (null, guessing);
        var (holder, problem) = await Known(context, bearer, community);
        if (holder is not null && limits.TooMany(context, holder) is { } tooMany)
            return (null, tooMany);
        if (problem is { StatusCode: StatusCodes.Status401Unauthorized })
            limits.Failed(context);
        return (holder, problem);
    }

    /// <summary>Whether the holder that a request came from would still be let in, with the right.</summary>
    public async ValueTask<bool> StillMay(HttpContext context, Holder before, Right right) =>
        BearerOf(context.Request) is { } bearer
        && (await Known(context, bearer, before.Community)).Holder is { } now
        && now.Id == before.Id && now.Community == before.Community && now.May(right);

    /// <summary>The key or token that a request carries; null when it carries none.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : header.Length > 0 ? header : null;
    }

    private async ValueTask<(Holder? Holder, ProblemHttpResult? Problem)> Known(HttpContext context, string bearer, string community)
    {
        if (signIn.Takes(bearer))
            return await signIn.Read(context, bearer, community);
        return await keys.Find(bearer, context.RequestAborted) is { } holder ? (holder, null) : (null, Unknown(context));
    }

    // One answer for unknown, revoked and expired: nobody learns which keys there were.
    private static ProblemHttpResult Unknown(HttpContext context)
    {
        if (!context.Response.HasStarted)
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, "access.key_unknown", "The key is unknown, revoked or expired.");
    }
}
