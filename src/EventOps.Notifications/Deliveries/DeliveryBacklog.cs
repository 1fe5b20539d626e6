using Npgsql;

namespace EventOps.Notifications.Deliveries;

/// <summary>What should have gone out by now and has not, for operators.</summary>
/// <param name="Due">Subscriptions that something is due for.</param>
/// <param name="Overdue">How long the first of them has waited.</param>
/// <param name="Failing">Subscriptions whose sink did not take the last message.</param>
public sealed record DeliveryBacklog(long Due, TimeSpan Overdue, long Failing)
{
    public static async Task<DeliveryBacklog> Read(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var query = database.CreateCommand("""
            select count(*) filter (where waits), coalesce(now() - min(next_due) filter (where waits), interval '0'),
              count(*) filter (where failing_since is not null)
            from eventops_lanes, lateral (select next_due <= now() and coalesce(held_until <= now(), true) as waits) l
            where open and (next_due <= now() or failing_since is not null)
            """);
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(row.GetInt64(0), row.GetTimeSpan(1), row.GetInt64(2));
    }
}
