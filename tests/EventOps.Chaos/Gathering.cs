using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;
using EventOps.EventStore;
using EventOps.Notifications.Messages;

namespace EventOps.Chaos;

/// <summary>Reads what is there in the end, by the store's own public ways and by plain SQL beside them.</summary>
internal static class Gathering
{
    private const int Stride = 1000;

    public static async Task<Findings> Of(Stage stage, History history, Settlement settlement, CancellationToken ct)
    {
        await using var store = new EventStoreModule(stage.Cluster.ConnectionString);
        var agendas = new AgendaFolds(history.Pages.Select(p => p.Meetup).ToHashSet());
        var reader = new MessageReader(new MessageWriter(null), store.Streams.Read);
        var feed = new List<(long, Guid)>();
        var messages = new List<ExpectedMessage>();
        for (var page = await store.Feed.Read(0, Stride, ct); page.Events.Count > 0; page = await store.Feed.Read(page.SafePosition, Stride, ct))
        {
            feed.AddRange(page.Events.Select(e => (e.Position, e.Id)));
            messages.AddRange((await reader.Of(page.Events, ct)).Select(m =>
                new ExpectedMessage(m.Position, m.EventId, m.Type, m.IsPublic, Digests.Of(m.Body.Span))));
            agendas.On(page.Events);
        }

        return new Findings
        {
            Operations = [.. history.Operations], Followers = [.. history.Followers], Pages = [.. history.Pages],
            Received = [.. history.Received], Progress = [.. history.Progress], Subscriptions = [.. history.Subscriptions],
            Settlement = settlement, Feed = feed, Messages = messages, Agendas = agendas.States,
            Log = await Log(stage.Cluster, ct),
            Deliveries = await stage.Cluster.Direct.List(
                "select subscription_id, position, state from eventops_deliveries",
                row => new DeliveryEnd(row.GetGuid(0), row.GetInt64(1), row.GetString(2)), ct),
            Rows = await Rebuilding.RowsOf(store, ct),
            Rebuilt = await Rebuilding.Rows(stage.Cluster, ct),
        };
    }

    private static Task<List<LogEntry>> Log(Cluster cluster, CancellationToken ct) => cluster.Direct.List(
        "select seq_id, id, tenant_id, stream_id, version, type, correlation_id from mt_events order by seq_id",
        row => new LogEntry(
            row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetInt64(4), row.GetString(5),
            row.IsDBNull(6) ? null : row.GetString(6)), ct);
}
