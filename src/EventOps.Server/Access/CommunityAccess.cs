using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>
/// Stands before every route of a community: it must exist, a key, if one is sent, must be one of its own, and its holder
/// must have the right that the route needs (<see cref="RouteRights"/>). Whoever is refused is noted.
/// </summary>
internal sealed class CommunityAccess(CommunityRegister communities, Credentials credentials, MovedSlugs moved, Refusals refusals) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var name = (string)context.Request.RouteValues["community"]!;
        var (holder, problem) = await credentials.Read(context, name);
        var exists = await communities.Find(name, context.RequestAborted) is not null;
        var caller = new Caller(name, holder);
        Caller.Remember(context, caller);
        var answer = problem ?? Closed(context, caller, exists) as object
            ?? await moved.Redirect(context, StatusCodes.Status308PermanentRedirect)
            ?? await next(invocation);
        if (answer is ProblemHttpResult { StatusCode: 401 or 403 or 429 } refused)
            refusals.Note(context, exists ? name : "", refused.StatusCode, (string)refused.ProblemDetails.Extensions["code"]!, caller.NameWhenRefused);
        return answer;
    }

    private static ProblemHttpResult? Closed(HttpContext context, Caller caller, bool exists)
    {
        if (!exists)
            return Problems.NotFound("community.not_found", "There is no such community.");
        return caller.Holder is { } holder && holder.Community != caller.Community
            ? Problems.Of(StatusCodes.Status403Forbidden, "access.other_community", "The key belongs to another community.")
            : caller.Must(RouteRight.Of(context.GetEndpoint()).Right, context);
    }
}
