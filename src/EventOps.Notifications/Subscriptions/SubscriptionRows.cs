using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>The rows of one subscription as its events change it: itself, its lane, and what waits in it.</summary>
internal static class SubscriptionRows
{
    public static async Task Write(
        NpgsqlConnection connection, Subscriber? before, Subscriber after, RecordedEvent stored, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Write(after));
        if (before?.Sealed.Ids().Except(after.Sealed.Ids()).ToArray() is { Length: > 0 } replaced)
            batch.BatchCommands.Add(Sql.Command(
                "delete from eventops_sealed_values where tenant_id = $1 and subscription_id = $2 and id = any($3)",
                after.Tenant, after.Id, replaced));
        if (after.Status is SubscriptionStatus.Disabled or SubscriptionStatus.Deleted)
            batch.BatchCommands.Add(EndWaiting(after, stored));
        if (after.Status is SubscriptionStatus.Deleted)
            foreach (var command in Delete(after, stored))
                batch.BatchCommands.Add(command);
        // Deliveries before lanes: everybody locks that way round.
        batch.BatchCommands.Add(Lane(after, stored, resumed: before?.Status is not SubscriptionStatus.Active));
        await batch.ExecuteNonQueryAsync(ct);
    }

    // It may have been claimed when it was closed: the open lane begins anew, with nothing against its sink.
    private static NpgsqlBatchCommand Lane(Subscriber s, RecordedEvent stored, bool resumed) => Sql.Command(
        "insert into eventops_lanes as l (tenant_id, subscription_id, open, ordered) values ($1, $2, $3, $4) " +
        "on conflict (tenant_id, subscription_id) do update set open = $3, ordered = $4, revision = l.revision + 1, " +
        "next_due = least(l.next_due, $5), " +
        "held_until = case when not $6 then l.held_until end, failing_since = case when not $6 then l.failing_since end",
        s.Tenant, s.Id, s.Status is SubscriptionStatus.Active, s.Ordered, stored.Timestamp.UtcDateTime, resumed);

    private static NpgsqlBatchCommand EndWaiting(Subscriber s, RecordedEvent stored) => Sql.Command(
        "update eventops_deliveries set state = 'disabled', claim_id = null, ended = $3 " +
        "where tenant_id = $1 and subscription_id = $2 and state = 'pending'",
        s.Tenant, s.Id, stored.Timestamp.UtcDateTime);

    private static IEnumerable<NpgsqlBatchCommand> Delete(Subscriber s, RecordedEvent stored) =>
    [
        Sql.Command(
            "update eventops_subscriptions set deleted_position = $3, deleted = $4 " +
            "where tenant_id = $1 and id = $2 and deleted is null",
            s.Tenant, s.Id, stored.Position, stored.Timestamp.UtcDateTime),
        Sql.Command("delete from eventops_sealed_values where tenant_id = $1 and subscription_id = $2", s.Tenant, s.Id),
        Sql.Command("delete from eventops_site_pages where tenant_id = $1 and subscription_id = $2", s.Tenant, s.Id),
        Sql.Command("delete from eventops_announced where tenant_id = $1 and subscription_id = $2", s.Tenant, s.Id),
    ];

    // One that is deleted stays so, and no repeat of the log turns a subscription back.
    private static NpgsqlBatchCommand Write(Subscriber s) => Sql.Command(
        "insert into eventops_subscriptions as old " +
        "(tenant_id, id, version, state, reason, kind, sink, signature, name, types, include_imported, filter, language, " +
        "quiet_seconds, ordered, mode, handshake, header_names, target, sealed, created_position, listens_after, created) " +
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14, $15, $16, $17, $18, $19::jsonb, $20::jsonb, $21, $22, $23) " +
        "on conflict (tenant_id, id) do update set version = excluded.version, state = excluded.state, reason = excluded.reason, " +
        "sink = excluded.sink, name = excluded.name, types = excluded.types, include_imported = excluded.include_imported, " +
        "filter = excluded.filter, language = excluded.language, quiet_seconds = excluded.quiet_seconds, " +
        "ordered = excluded.ordered, mode = excluded.mode, handshake = excluded.handshake, header_names = excluded.header_names, " +
        "target = excluded.target, sealed = excluded.sealed, listens_after = excluded.listens_after " +
        "where old.version < excluded.version and old.state <> 'deleted'",
        s.Tenant, s.Id, s.Version, s.Status.ToString().ToLowerInvariant(), Sql.OrNull(s.Reason), s.Kind.ToString(), s.Sink,
        s.Signature.ToString(), s.Name, s.Types.ToArray(), s.IncludeImported, Json(s.Filter), s.Language, s.QuietSeconds, s.Ordered,
        s.Mode.ToString(), s.Handshake, s.Settings.HeaderNames.ToArray(), Json(s.Target), Json(s.Sealed), s.CreatedPosition,
        s.ListensAfter, s.Created.UtcDateTime);

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);
}
