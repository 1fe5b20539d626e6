using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.Access;

/// <summary>
/// Stands before every route of a community: it must exist, a key, if one is sent, must be one of its own, and its holder
/// must have the right that the route needs (<see cref="RouteRights"/>).
/// </summary>
internal sealed class CommunityAccess(CommunityRegister communities, Credentials credentials, MovedSlugs moved) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var name = (string)context.Request.RouteValues["community"]!;
        var (holder, problem) = await credentials.Read(context, name);
        if (problem is not null)
            return problem;
        if (await communities.Find(name, context.RequestAborted) is null)
            return Problems.NotFound("community.not_found", "There is no such community.");
        if (holder is not null && holder.Community != name)
            return Problems.Of(StatusCodes.Status403Forbidden, "access.other_community", "The key belongs to another community.");
        var caller = new Caller(name, holder);
        Caller.Remember(context, caller);
        return caller.Must(RouteRight.Of(context.GetEndpoint()).Right, context) as IResult
            ?? await moved.Redirect(context, StatusCodes.Status308PermanentRedirect)
            ?? await next(invocation);
    }
}
