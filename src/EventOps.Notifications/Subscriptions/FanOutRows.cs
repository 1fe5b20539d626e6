using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Merging;
using Npgsql;
using NpgsqlTypes;
using static NpgsqlTypes.NpgsqlDbType;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// The deliveries of one batch, written piece by piece, the last with the commit; what is there already stays as it is. Lanes
/// come last of all.
/// </summary>
internal sealed class FanOutRows(NpgsqlBatch last)
{
    /// <summary>Held by whoever adds deliveries of messages, against a purge that finds these messages without one.</summary>
    public const long MessagesLock = 0x4E6F7469667931;

    private const string Messages =
        "insert into eventops_messages (position, event_id, type, body) " +
        "select * from unnest($1::bigint[], $2::uuid[], $3::varchar[], $4::bytea[]) on conflict do nothing";

    private const string Deliveries =
        "insert into eventops_deliveries " +
        "(tenant_id, subscription_id, position, state, due, ended, thing, since, facts, merged_into, latest) " +
        "select * from unnest($1::varchar[], $2::uuid[], $3::bigint[], $4::varchar[], $5::timestamptz[], $6::timestamptz[], " +
        "$7::varchar[], $8::bigint[], $9::int[], $10::bigint[], $11::timestamptz[]) on conflict do nothing";

    private const string Bodies =
        "insert into eventops_delivery_bodies (tenant_id, subscription_id, position, type, body) " +
        "select * from unnest($1::varchar[], $2::uuid[], $3::bigint[], $4::varchar[], $5::bytea[]) on conflict do nothing";

    // What had gone into the one that is merged now goes along with it.
    private const string Merged =
        "with gone as (select * from unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[], $5::bigint[]) " +
        "as g (tenant_id, subscription_id, thing, position, said_at)), " +
        "bodies as (delete from eventops_delivery_bodies b using gone g where (b.tenant_id, b.subscription_id, b.position) = " +
        "(g.tenant_id, g.subscription_id, g.position)) " +
        "update eventops_deliveries d set state = 'merged', merged_into = g.said_at, ended = coalesce(d.ended, $6) from gone g " +
        "where (d.tenant_id, d.subscription_id, d.thing) = (g.tenant_id, g.subscription_id, g.thing) " +
        "and (d.position = g.position or d.state = 'merged' and d.merged_into = g.position)";

    private const string Lanes =
        "with news as (select * from unnest($1::varchar[], $2::uuid[], $3::timestamptz[]) as n (tenant_id, subscription_id, due)), " +
        "locked as (select n.* from news n join eventops_lanes l using (tenant_id, subscription_id) " +
        "order by l.tenant_id, l.subscription_id for update of l) " +
        "update eventops_lanes l set revision = l.revision + 1, next_due = greatest(least(l.next_due, n.due), l.held_until) " +
        "from locked n where l.tenant_id = n.tenant_id and l.subscription_id = n.subscription_id";

    private readonly Dictionary<SubscriberKey, DateTimeOffset> due = [];

    public NpgsqlConnection Connection => last.Connection!;

    /// <summary>
    /// How far the log has been told, locked until the transaction ends, and the subscriptions of these communities that are
    /// not deleted.
    /// </summary>
    public async Task<(long Position, List<Subscriber> Subscribers)> Begin(string[] tenants, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(Connection);
        batch.BatchCommands.Add(Sql.Command("select position from eventops_fan_out for update"));
        batch.BatchCommands.Add(Subscribers.OfTenants(tenants));
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var position = row.GetInt64(0);
        await row.NextResultAsync(ct);
        return (position, await Subscribers.Read(row, ct));
    }

    /// <summary>Writes what was added so far: what follows looks at it.</summary>
    public async Task Flush(CancellationToken ct)
    {
        if (last.BatchCommands.Count == 0)
            return;
        await last.ExecuteNonQueryAsync(ct);
        last.BatchCommands.Clear();
    }

    /// <summary>Something waits for this subscription and falls due then.</summary>
    public void Due(Subscriber to, DateTimeOffset at)
    {
        var key = new SubscriberKey(to.Tenant, to.Id);
        due[key] = due.TryGetValue(key, out var sooner) && sooner < at ? sooner : at;
    }

    public void Write(IReadOnlyList<Telling> tellings, IReadOnlyList<(WaitingRow Row, long? Into)> merged)
    {
        if (tellings.Count == 0)
            return;
        last.BatchCommands.Add(Sql.Command("select pg_advisory_xact_lock_shared($1)", MessagesLock));
        var facts = tellings.Select(t => t.Fact.Message).DistinctBy(m => m.Position).ToList();
        Add(Messages,
            (Bigint, facts.ConvertAll(m => m.Position)), (Uuid, facts.ConvertAll(m => m.EventId)),
            (Varchar, facts.ConvertAll(m => m.Type)), (Bytea, facts.ConvertAll(m => m.Body.ToArray())));
        Insert(tellings);
        Insert([.. tellings.Where(t => t is { Waits: true, Own: not null })], Bodies);
        if (merged.Count > 0)
            Add(Merged, tellings[^1].Fact.Message.Time,
                (Varchar, merged.Select(m => m.Row.Key.Tenant).ToList()), (Uuid, merged.Select(m => m.Row.Key.SubscriptionId).ToList()),
                (Varchar, merged.Select(m => m.Row.Key.Thing).ToList()), (Bigint, merged.Select(m => m.Row.Position).ToList()),
                (Bigint, merged.Select(m => m.Into).ToList()));
        foreach (var telling in tellings.Where(t => t.Waits))
            Due(telling.To, telling.Due);
    }

    /// <summary>Rings for what was written, and notes how far the log has been told.</summary>
    /// <param name="ring">Something has changed besides what was written here.</param>
    public void Finish(long position, bool ring)
    {
        last.BatchCommands.Add(Sql.Command("update eventops_fan_out set position = $1", position));
        if (due.Count > 0)
            Add(Lanes,
                (Varchar, due.Keys.Select(k => k.Tenant).ToList()), (Uuid, due.Keys.Select(k => k.Id).ToList()),
                (TimestampTz, due.Values.Select(d => d.UtcDateTime).ToList()));
        // Heard at the commit, by every node. The append itself never notifies.
        if (ring || due.Count > 0)
            last.BatchCommands.Add(Sql.Command($"notify {DeliveryBell.Channel}"));
    }

    private void Insert(IReadOnlyList<Telling> tellings) => Add(
        Deliveries,
        (Varchar, tellings.Select(t => t.To.Tenant).ToList()), (Uuid, tellings.Select(t => t.To.Id).ToList()),
        (Bigint, tellings.Select(t => t.Position).ToList()), (Varchar, tellings.Select(t => t.State).ToList()),
        (TimestampTz, tellings.Select(t => t.Due.UtcDateTime).ToList()),
        (TimestampTz, tellings.Select(t => t.Waits ? (DateTime?)null : t.Fact.Message.Time.UtcDateTime).ToList()),
        (Varchar, tellings.Select(t => t.Thing).ToList()), (Bigint, tellings.Select(t => t.Since).ToList()),
        (Integer, tellings.Select(t => t.Facts).ToList()), (Bigint, tellings.Select(t => t.SaidAt() is { } p && p != t.Position ? p : (long?)null).ToList()),
        (TimestampTz, tellings.Select(t => t.Latest?.UtcDateTime).ToList()));

    private void Insert(IReadOnlyList<Telling> own, string sql)
    {
        if (own.Count > 0)
            Add(sql,
                (Varchar, own.Select(t => t.To.Tenant).ToList()), (Uuid, own.Select(t => t.To.Id).ToList()),
                (Bigint, own.Select(t => t.Position).ToList()), (Varchar, own.Select(t => t.Own!.Type).ToList()),
                (Bytea, own.Select(t => t.Own!.Body.ToArray()).ToList()));
    }

    private void Add(string sql, params (NpgsqlDbType Type, object Values)[] columns) => Add(sql, null, columns);

    private void Add(string sql, DateTimeOffset? at, params (NpgsqlDbType Type, object Values)[] columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, values) in columns)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values });
        if (at is { } time)
            command.Parameters.Add(new NpgsqlParameter { Value = time.UtcDateTime });
        last.BatchCommands.Add(command);
    }
}
