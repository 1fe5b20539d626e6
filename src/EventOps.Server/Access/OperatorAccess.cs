namespace EventOps.Server.Access;

/// <summary>Stands before what belongs to no community: only an operator's key opens it. Whoever is refused is noted, under no community.</summary>
internal sealed class OperatorAccess(Credentials credentials, Refusals refusals) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var (holder, problem) = await credentials.Read(context, community: "");
        var caller = new Caller("", holder);
        Caller.Remember(context, caller);
        if ((problem ?? caller.Must(RouteRight.Of(context.GetEndpoint()).Right, context)) is not { } refused)
            return await next(invocation);
        refusals.Note(context, "", refused.StatusCode, (string)refused.ProblemDetails.Extensions["code"]!, caller.NameWhenRefused);
        return refused;
    }
}
