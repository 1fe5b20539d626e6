namespace EventOps.Server.Access;

/// <summary>Stands before what belongs to no community: only an operator's key opens it.</summary>
internal sealed class OperatorAccess(Credentials credentials) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var (holder, problem) = await credentials.Read(context, community: "");
        if (problem is not null)
            return problem;
        var caller = new Caller("", holder);
        Caller.Remember(context, caller);
        return caller.Must(RouteRight.Of(context.GetEndpoint()).Right, context) ?? await next(invocation);
    }
}
