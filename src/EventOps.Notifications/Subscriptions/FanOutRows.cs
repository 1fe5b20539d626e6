using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// What one batch of events changes in the tables, written in one round trip. Every statement can be repeated: what is there
/// already stays as it is.
/// </summary>
internal sealed class FanOutRows
{
    private readonly Dictionary<SubscriberKey, Subscriber> turned = [];
    private readonly List<(SubscriberKey Of, Guid[] Ids)> replaced = [];
    private readonly List<RecordedEvent> removed = [];
    private readonly List<Message> messages = [];
    private readonly List<(Subscriber To, Message Message, DateTimeOffset At)> deliveries = [];

    public Subscriber Add(Subscriber created) => turned[new(created.Tenant, created.Id)] = created;

    /// <summary>A subscription as one more of its events has made it. What it no longer names is not kept.</summary>
    public void Turn(Subscriber before, Subscriber after, RecordedEvent stored)
    {
        var key = new SubscriberKey(after.Tenant, after.Id);
        turned[key] = after;
        if (after.Status is SubscriptionStatus.Deleted)
            removed.Add(stored);
        else if (before.Sealed.Ids().Except(after.Sealed.Ids()).ToArray() is { Length: > 0 } ids)
            replaced.Add((key, ids));
    }

    public void Tell(Message message, IReadOnlyList<Subscriber> listeners)
    {
        if (listeners.Count == 0)
            return;
        messages.Add(message);
        deliveries.AddRange(listeners.Select(to => (to, message, message.Time)));
    }

    public async Task Write(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var subscriber in turned.Values)
            Write(batch, subscriber);
        if (deliveries.Count > 0)
            Insert(batch);
        foreach (var (of, ids) in replaced)
            Run(
                batch, "delete from eventops_sealed_values where tenant_id = $1 and subscription_id = $2 and id = any($3)",
                of.Tenant, of.Id, ids);
        // Last: what is deleted in the same batch as it was told ends as disabled.
        foreach (var deleted in removed)
            Delete(batch, deleted);
        // Heard at the commit, by every node. The append itself never notifies.
        if (batch.BatchCommands.Count > 0)
        {
            Run(batch, $"notify {DeliveryBell.Channel}");
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    // One that is deleted stays so, and no repeat of the log turns a subscription back.
    private static void Write(NpgsqlBatch batch, Subscriber s) => Run(
        batch,
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

    private void Insert(NpgsqlBatch batch)
    {
        Run(
            batch,
            "insert into eventops_messages (position, event_id, type, body) " +
            "select * from unnest($1::bigint[], $2::uuid[], $3::varchar[], $4::bytea[]) on conflict do nothing",
            messages.ConvertAll(m => m.Position), messages.ConvertAll(m => m.EventId), messages.ConvertAll(m => m.Type),
            messages.ConvertAll(m => m.Body.ToArray()));
        Run(
            batch,
            "insert into eventops_deliveries (tenant_id, subscription_id, position, due, state) " +
            "select *, 'pending' from unnest($1::varchar[], $2::uuid[], $3::bigint[], $4::timestamptz[]) on conflict do nothing",
            deliveries.ConvertAll(d => d.To.Tenant), deliveries.ConvertAll(d => d.To.Id),
            deliveries.ConvertAll(d => d.Message.Position), deliveries.ConvertAll(d => d.At.UtcDateTime));
    }

    private static void Delete(NpgsqlBatch batch, RecordedEvent deleted)
    {
        Run(
            batch,
            "update eventops_subscriptions set state = 'deleted', deleted_position = $3, deleted = $4 " +
            "where tenant_id = $1 and id = $2 and deleted is null",
            deleted.Tenant, deleted.StreamId, deleted.Position, deleted.Timestamp.UtcDateTime);
        Run(
            batch,
            "update eventops_deliveries set state = 'disabled', claim_id = null, ended = $3 " +
            "where tenant_id = $1 and subscription_id = $2 and state = 'pending'",
            deleted.Tenant, deleted.StreamId, deleted.Timestamp.UtcDateTime);
        Run(
            batch, "delete from eventops_sealed_values where tenant_id = $1 and subscription_id = $2",
            deleted.Tenant, deleted.StreamId);
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, DomainJson.Options);

    private static void Run(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
