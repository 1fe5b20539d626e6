using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>Who asks: anybody, or the holder of a key of the community asked about.</summary>
internal sealed record Caller(string Community, KeyHolder? Key)
{
    /// <summary>Whether drafts may be shown and commands given.</summary>
    public bool IsOwner => Key is not null;

    /// <summary>The name in the log; <c>public</c> for anybody.</summary>
    public string Name => Key is null ? "public" : $"key:{Key.Prefix}";

    public static Caller Of(HttpContext context) => (Caller)context.Items[typeof(Caller)]!;

    public static void Remember(HttpContext context, Caller caller) => context.Items[typeof(Caller)] = caller;

    /// <summary>A problem unless the caller holds a key of the community.</summary>
    public ProblemHttpResult? MustBeOwner(HttpContext context)
    {
        if (IsOwner)
            return null;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "access.key_missing", "Send a key of this community: Authorization: Bearer KEY.");
    }
}
