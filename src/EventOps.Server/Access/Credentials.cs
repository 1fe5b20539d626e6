using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>Finds out who sent a request, by the key that it carries.</summary>
internal sealed class Credentials(ApiKeys keys, AccessNotices notices)
{
    /// <summary>Moves whenever somebody may have lost or won a right.</summary>
    public long Changes => notices.Changes;

    /// <summary>Who it is, or the problem with what was sent; neither when nothing was sent.</summary>
    public async ValueTask<(Holder? Holder, ProblemHttpResult? Problem)> Read(HttpContext context, string community)
    {
        if (BearerOf(context.Request) is not { } key)
            return default;
        return await keys.Find(key, context.RequestAborted) is { } holder ? (holder, null) : (null, Unknown(context));
    }

    /// <summary>Whether the holder that a request came from would still be let in, with the right.</summary>
    public async ValueTask<bool> StillMay(HttpContext context, Holder before, Right right) =>
        (await Read(context, before.Community)).Holder is { } now && now.Id == before.Id && now.Community == before.Community && now.May(right);

    /// <summary>The key that a request carries; null when it carries none.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : header.Length > 0 ? header : null;
    }

    // One answer for unknown, revoked and expired: nobody learns which keys there were.
    private static ProblemHttpResult Unknown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, "access.key_unknown", "The key is unknown, revoked or expired.");
    }
}
