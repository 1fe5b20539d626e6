using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using Npgsql;

namespace EventOps.Server.Subscriptions;

/// <summary>
/// Lets subscriptions into a community one after the other, and no more than there may be. They are counted in the log, since rows
/// follow it; a lock in the database keeps the nodes apart for as long as one of them counts and appends.
/// </summary>
internal sealed class SubscriptionBound(EventStoreModule store, NpgsqlDataSource database, LimitSettings limits) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Runs what creates a subscription; it is told the refusal for one more, if there are as many as may be.</summary>
    public async Task<T> Run<T>(string community, Func<SubscriptionsTooMany?, Task<T>> create, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            // A session of its own: it holds the lock until it is closed, whatever becomes of it.
            await using var session = await store.Sessions.OpenConnectionAsync(ct);
            await using (var take = new NpgsqlCommand("select pg_advisory_lock(hashtextextended('eventops_subscriptions/' || $1, 0))", session))
            {
                take.Parameters.AddWithValue(community);
                await take.ExecuteNonQueryAsync(ct);
            }

            return await create(await Full(community, ct));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The refusal for one more; null when there is room.</summary>
    public async Task<SubscriptionsTooMany?> Full(string community, CancellationToken ct)
    {
        await using var count = database.CreateCommand("""
            select count(*) from mt_streams s where tenant_id = $1 and type = 'subscription' and not exists (
              select from mt_events e where e.tenant_id = s.tenant_id and e.stream_id = s.id and e.type = 'subscription_deleted')
            """);
        count.Parameters.AddWithValue(community);
        return (long)(await count.ExecuteScalarAsync(ct))! < limits.Subscriptions ? null : new(limits.Subscriptions);
    }

    public void Dispose() => turn.Dispose();
}

/// <summary>The community has as many subscriptions as the operator allows.</summary>
public sealed record SubscriptionsTooMany(int Most) : Refusal(
    RefusalKind.Conflict, "subscription.too_many", $"A community has at most {Most} subscriptions here; delete one first.");
