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
    private readonly List<Subscriber> added = [];
    private readonly List<RecordedEvent> removed = [];
    private readonly List<Message> messages = [];
    private readonly List<(Subscriber To, Message Message, DateTimeOffset At)> deliveries = [];

    public void Add(Subscriber subscriber) => added.Add(subscriber);

    public void Remove(RecordedEvent deleted) => removed.Add(deleted);

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
        foreach (var subscriber in added)
            Insert(batch, subscriber);
        if (deliveries.Count > 0)
            Insert(batch);
        // Last: what is deleted in the same batch as it was told ends as disabled.
        foreach (var deleted in removed)
            Delete(batch, deleted);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
    }

    private static void Insert(NpgsqlBatch batch, Subscriber s) => Run(
        batch,
        "insert into eventops_subscriptions " +
        "(tenant_id, id, name, kind, sink, types, include_imported, state, created_position, created) " +
        "values ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9) on conflict do nothing",
        s.Tenant, s.Id, s.Name, s.Kind.ToString(), s.Sink, s.Types.ToArray(), s.IncludeImported, s.CreatedPosition,
        s.Created.UtcDateTime);

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
            // A node whose clock was ahead when it stored the fact must not hold the telling back until that time has come.
            "select tenant_id, id, position, least(due, now()), 'pending' " +
            "from unnest($1::varchar[], $2::uuid[], $3::bigint[], $4::timestamptz[]) as d(tenant_id, id, position, due) " +
            "on conflict do nothing",
            deliveries.ConvertAll(d => d.To.Tenant), deliveries.ConvertAll(d => d.To.Id),
            deliveries.ConvertAll(d => d.Message.Position), deliveries.ConvertAll(d => d.At.UtcDateTime));
        // Heard at the commit, by every node. The append itself never notifies.
        Run(batch, $"notify {DeliveryBell.Channel}");
    }

    private static void Delete(NpgsqlBatch batch, RecordedEvent deleted)
    {
        Run(
            batch,
            "update eventops_subscriptions set state = 'deleted', deleted_position = $3, deleted = $4 " +
            "where tenant_id = $1 and id = $2 and state <> 'deleted'",
            deleted.Tenant, deleted.StreamId, deleted.Position, deleted.Timestamp.UtcDateTime);
        Run(
            batch,
            "update eventops_deliveries set state = 'disabled', claim_id = null, ended = $3 " +
            "where tenant_id = $1 and subscription_id = $2 and state = 'pending'",
            deleted.Tenant, deleted.StreamId, deleted.Timestamp.UtcDateTime);
        Run(
            batch, "delete from eventops_subscription_secrets where tenant_id = $1 and subscription_id = $2",
            deleted.Tenant, deleted.StreamId);
    }

    private static void Run(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }
}
