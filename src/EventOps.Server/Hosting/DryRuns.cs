namespace EventOps.Server.Hosting;

/// <summary><c>?dryRun=true</c>: what would come of a change, without it.</summary>
internal static class DryRuns
{
    public const string Name = "dryRun";

    public static bool IsAsked(HttpRequest request) => request.Query[Name].ToString() == "true";

    public static RouteHandlerBuilder CanRunDry(this RouteHandlerBuilder route) => route.WithMetadata(new DryRunnable());
}

/// <summary>Marks a route that can say what would come of it.</summary>
internal sealed record DryRunnable;

/// <summary>Nobody who asks for a dry run may get a real one: a route that has none refuses.</summary>
internal sealed class DryRunGuard : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.Request.Query[DryRuns.Name] is not { Count: > 0 } asked || HttpMethods.IsGet(context.Request.Method))
            return next(invocation);
        if (asked.ToString() is not ("true" or "false"))
            return Refused("wrong_type", "'dryRun' must be true or false.");
        return asked == "true" && context.GetEndpoint()!.Metadata.GetMetadata<DryRunnable>() is null
            ? Refused("not_here", "What this address does cannot be tried without doing it.")
            : next(invocation);
    }

    private static ValueTask<object?> Refused(string rule, string message) => new(Problems.Shape([new(DryRuns.Name, rule, message)]));
}
