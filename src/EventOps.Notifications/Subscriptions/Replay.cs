using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Merging;
using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// Puts deliveries back that have ended, with the same id and bytes, and makes those that never were: of facts from before the
/// subscription, or from before the retention. Everything falls due at once; a message that was merged stays merged.
/// </summary>
internal sealed class Replay(NpgsqlConnection connection, MessageReader messages, Feed feed, FanOutRows rows)
{
    private const int Page = 500;

    // A withdrawal that nobody needed to hear is needed once the publication that failed is sent after all.
    private const string Back =
        "with back as (update eventops_deliveries set state = 'pending', due = $5, ended = null, claim_id = null, earlier = attempts " +
        "where tenant_id = $1 and subscription_id = $2 and position between $3 and $4 " +
        "and (state in ('dead', 'disabled') or state = 'delivered' and not $6) returning thing, position) " +
        "update eventops_deliveries d set state = 'pending', due = $5, ended = null " +
        "where d.tenant_id = $1 and d.subscription_id = $2 and d.state = 'merged' and d.merged_into is null and d.facts = 1 and exists (" +
        "select from back b join eventops_messages m on m.position = d.position " +
        "where b.thing = d.thing and b.position < d.position and m.type = 'eventops.slides.withdrawn.v1')";

    // One call tells a site of every page.
    private const string SiteBack =
        "update eventops_deliveries set state = 'pending', due = $5, ended = null, claim_id = null, earlier = attempts where id = (" +
        "select id from eventops_deliveries where tenant_id = $1 and subscription_id = $2 and position between $3 and $4 " +
        "and state <> 'pending' and ($6 and state in ('dead', 'disabled') or not $6) order by position desc limit 1)";

    public async Task Run(Subscriber to, SubscriptionReplayed replayed, RecordedEvent stored, CancellationToken ct)
    {
        var until = Math.Min(replayed.UntilPosition, stored.Position);
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(Sql.Command(
                to.IsSite ? SiteBack : Back, to.Tenant, to.Id, replayed.FromPosition, until, stored.Timestamp.UtcDateTime,
                replayed.OnlyFailed));
            if (to.IsSite)
                Forget(batch, to, replayed.FromPosition, until);
            await batch.ExecuteNonQueryAsync(ct);
        }

        if (!replayed.OnlyFailed && !to.IsSite)
            await Missing(to, replayed.FromPosition - 1, until, stored, ct);
        rows.Due(to, stored.Timestamp);
    }

    // Every page counts as changed again, and the call says so in a body of its own.
    private static void Forget(NpgsqlBatch batch, Subscriber to, long from, long until)
    {
        batch.BatchCommands.Add(Sql.Command(
            "delete from eventops_site_pages where tenant_id = $1 and subscription_id = $2", to.Tenant, to.Id));
        foreach (var table in (string[])["eventops_delivery_bodies", "eventops_site_calls"])
            batch.BatchCommands.Add(Sql.Command(
                $"delete from {table} where tenant_id = $1 and subscription_id = $2 and position between $3 and $4",
                to.Tenant, to.Id, from, until));
    }

    private async Task Missing(Subscriber to, long after, long until, RecordedEvent stored, CancellationToken ct)
    {
        while (after < until)
        {
            var page = await feed.Read(after, Page, ct, new FeedFilter(to.Tenant, MessageTypes.StoredNames(to.Types)));
            var wanted = page.Events.Where(e => e.Position <= until && to.Accepts(e)).ToList();
            var facts = await messages.Facts(wanted, ct);
            rows.Write([.. facts.Where(to.Hears).Select(fact => Telling.Again(to, fact, stored.Timestamp))], []);
            await rows.Flush(ct);
            if (page.SafePosition <= after)
                return;
            after = page.SafePosition;
        }
    }
}
