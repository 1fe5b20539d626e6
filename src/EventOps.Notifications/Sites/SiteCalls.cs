using System.Collections.Frozen;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Notifications.Sites;

/// <summary>
/// Calls to static sites: a build is asked for only when a page has other bytes than after the last call that arrived, and is
/// told which. What a call says is decided once, before its first attempt, and kept: a repeat has the same bytes.
/// </summary>
internal sealed class SiteCalls(NpgsqlDataSource database, ListSitePages pages)
{
    /// <summary>The delivery with what is to be sent; null when no page has changed.</summary>
    public async Task<Delivery?> Prepare(Delivery delivery, CancellationToken ct)
    {
        if (!delivery.Kind.IsSite() || delivery.HasOwnBody)
            return delivery;
        var (tenant, id) = delivery.Subscriber;
        var now = await pages(tenant, delivery.Position, ct);
        var before = await Before(delivery.Subscriber, ct);
        var changed = now.Where(p => !before.TryGetValue(p.Path, out var hash) || !hash.AsSpan().SequenceEqual(p.Sha256))
            .Select(p => p.Path).Order(StringComparer.Ordinal).ToArray();
        var removed = before.Keys.Except(now.Select(p => p.Path)).Order(StringComparer.Ordinal).ToArray();
        if (changed.Length + removed.Length == 0)
            return null;
        var body = MessageWriter.WriteSiteChanged(delivery.EventId, tenant, id, delivery.Position, changed, removed);
        await Keep(delivery, body, now, ct);
        return delivery with { Type = MessageTypes.SiteChanged, Body = body, HasOwnBody = true };
    }

    /// <summary>The site has taken the call: the next one is compared with these pages.</summary>
    public async Task Delivered(Delivery delivery, CancellationToken ct)
    {
        if (!delivery.Kind.IsSite())
            return;
        await using var batch = database.CreateBatch();
        foreach (var sql in (string[])
        [
            "delete from eventops_site_pages p using eventops_site_calls c where (c.tenant_id, c.subscription_id, c.position) = ($1, $2, $3) " +
                "and p.tenant_id = $1 and p.subscription_id = $2",
            "insert into eventops_site_pages select $1, $2, u.* from eventops_site_calls c, unnest(c.paths, c.hashes) u " +
                "where (c.tenant_id, c.subscription_id, c.position) = ($1, $2, $3)",
            "delete from eventops_site_calls where tenant_id = $1 and subscription_id = $2 and position <= $3",
        ])
            batch.BatchCommands.Add(Sql.Command(sql, delivery.Subscriber.Tenant, delivery.Subscriber.Id, delivery.Position));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task<FrozenDictionary<string, byte[]>> Before(SubscriberKey subscriber, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select path, sha256 from eventops_site_pages where tenant_id = $1 and subscription_id = $2");
        query.Parameters.AddWithValue(subscriber.Tenant);
        query.Parameters.AddWithValue(subscriber.Id);
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add(row.GetString(0), row.GetFieldValue<byte[]>(1));
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Only under the claim: a node that was frozen must not change what another has sent meanwhile.
    private async Task Keep(Delivery delivery, ReadOnlyMemory<byte> body, IReadOnlyList<SitePage> now, CancellationToken ct)
    {
        var (tenant, id) = delivery.Subscriber;
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var held = new NpgsqlCommand("select 1 from eventops_deliveries where id = $1 and claim_id = $2 for update", connection);
        held.Parameters.AddWithValue(delivery.Id);
        held.Parameters.AddWithValue(delivery.ClaimId);
        if (await held.ExecuteScalarAsync(ct) is null)
            throw new InvalidOperationException("The claim has passed to somebody else.");
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command(
            "insert into eventops_delivery_bodies (tenant_id, subscription_id, position, type, body) values ($1, $2, $3, $4, $5)",
            tenant, id, delivery.Position, MessageTypes.SiteChanged, body.ToArray()));
        batch.BatchCommands.Add(Sql.Command(
            "insert into eventops_site_calls (tenant_id, subscription_id, position, paths, hashes) values ($1, $2, $3, $4, $5)",
            tenant, id, delivery.Position, now.Select(p => p.Path).ToArray(), now.Select(p => p.Sha256).ToArray()));
        await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
