using EventOps.Server.Communities;
using EventOps.Server.Hosting;

namespace EventOps.Server.Access;

/// <summary>
/// Stands before every route of a community: it must exist, and a key, if one is sent, must be one of its own. What needs a
/// key says so itself (<see cref="Caller.MustBeOwner"/>).
/// </summary>
internal sealed class CommunityAccess(CommunityRegister communities, ApiKeys keys) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var name = (string)context.Request.RouteValues["community"]!;
        var holder = default(KeyHolder);
        if (BearerOf(context.Request) is { } key)
        {
            holder = await keys.Find(key, context.RequestAborted);
            if (holder is null)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                return Problems.Of(StatusCodes.Status401Unauthorized, "access.key_unknown", "The key is unknown or revoked.");
            }
        }

        if (await communities.Find(name, context.RequestAborted) is null)
            return Problems.NotFound("community.not_found", "There is no such community.");
        if (holder is not null && holder.Community != name)
            return Problems.Of(StatusCodes.Status403Forbidden, "access.other_community", "The key belongs to another community.");
        Caller.Remember(context, new(name, holder));
        return await next(invocation);
    }

    /// <summary>The key that a request carries; null when it carries none.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : header.Length > 0 ? header : null;
    }
}
