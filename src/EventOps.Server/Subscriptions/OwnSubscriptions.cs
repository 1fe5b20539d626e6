using EventOps.Domain.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using Npgsql;

namespace EventOps.Server.Subscriptions;

/// <summary>Lets whoever may not manage all subscriptions see only their own: those that were created with the same key.</summary>
internal sealed class OwnSubscriptions(NpgsqlDataSource database) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var caller = Caller.Of(context);
        return caller.May(Right.ManageSubscriptions)
            || (Guid.TryParse(context.Request.RouteValues["id"] as string, out var id)
                && (await Of(caller, [id], context.RequestAborted)).Contains(id))
                ? await next(invocation)
                : Problems.Of(new SubscriptionNotFound());
    }

    /// <summary>Which of these are the caller's own; who created one is in the log, with its first event.</summary>
    public async Task<IReadOnlySet<Guid>> Of(Caller caller, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "select stream_id from mt_events where tenant_id = $1 and stream_id = any($2) and version = 1 and headers ->> 'holder' = $3");
        command.Parameters.Add(new() { Value = caller.Community });
        command.Parameters.Add(new() { Value = ids.ToArray() });
        command.Parameters.Add(new() { Value = caller.Holder!.Id.ToString() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var own = new HashSet<Guid>();
        while (await reader.ReadAsync(ct))
            own.Add(reader.GetGuid(0));
        return own;
    }
}
