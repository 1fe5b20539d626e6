using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;
using Npgsql;

namespace EventOps.Chaos.Faults;

/// <summary>
/// Writers beside ours, as Marten is one: they draw a number, write their event, and take their time. Readers must wait for
/// them, and pass them by when they give up. What they write is part of the history.
/// </summary>
internal static class ForeignWriters
{
    // A copy of a meetup's first event in a stream of its own; all of it in one transaction, the stream row first.
    private const string Write = """
        with source as (select data from mt_events where type = 'event_scheduled' and tenant_id = $2 order by seq_id limit 1),
        stream as (insert into mt_streams (tenant_id, id, type, version) select $2, $1, 'meetup', 1 from source returning id)
        insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id, correlation_id)
        select nextval('mt_events_sequence'), $3, stream.id, 1, source.data, 'event_scheduled', $2, $4 from source, stream
        """;

    public static IEnumerable<Fault> Of(Cluster cluster, History history)
    {
        yield return new("writer idle", (random, ct) => Idle(cluster, history, random, ct));
        yield return new("transaction prepared", (random, ct) => Prepared(cluster, history, random, ct));
    }

    private static async Task<string?> Idle(Cluster cluster, History history, Random random, CancellationToken ct)
    {
        var (stream, name) = Named(random);
        var commits = random.Next(2) == 0;
        var fate = Fate.Unknown;
        try
        {
            await using var connection = await cluster.Direct.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await Insert(connection, stream, name, ct);
            var time = await random.Hold(0.5, 4, ct);
            await (commits ? transaction.CommitAsync(CancellationToken.None) : transaction.RollbackAsync(CancellationToken.None));
            fate = commits ? Fate.Ok : Fate.Failed;
            return $"a writer with its number drawn sat for {time} and {(commits ? "committed" : "rolled back")}";
        }
        finally
        {
            Record(history, stream, name, fate);
        }
    }

    private static async Task<string?> Prepared(Cluster cluster, History history, Random random, CancellationToken ct)
    {
        var (stream, name) = Named(random);
        var commits = random.Next(2) == 0;
        var fate = Fate.Unknown;
        try
        {
            await using (var connection = await cluster.Direct.OpenConnectionAsync(ct))
            {
                await connection.Run("begin", ct);
                await Insert(connection, stream, name, ct);
                await connection.Run($"prepare transaction '{name}'", ct);
            }

            // Prepared, it survives even the death of the server.
            var killed = random.Next(4) == 0;
            if (killed)
                cluster.KillPostmaster();
            var time = await random.Hold(1, 4, ct);
            await Persistence.UntilDone(() => cluster.Direct.Execute($"{(commits ? "commit" : "rollback")} prepared '{name}'", CancellationToken.None));
            fate = commits ? Fate.Ok : Fate.Failed;
            return $"a prepared transaction stood for {time}{(killed ? " and a kill -9 of the postmaster" : "")}, "
                + (commits ? "committed" : "rolled back");
        }
        finally
        {
            Record(history, stream, name, fate);
        }
    }

    private static (Guid Stream, string Name) Named(Random random) =>
        Load.PlannedMeetup.Fresh(random) is var stream ? (stream, $"foreign-{stream:N}") : default;

    private static async Task Insert(NpgsqlConnection connection, Guid stream, string name, CancellationToken ct)
    {
        await using var write = new NpgsqlCommand(Write, connection);
        foreach (var value in (object[])[stream, Node.Community, Guid.CreateVersion7(), name])
            write.Parameters.AddWithValue(value);
        await write.ExecuteNonQueryAsync(ct);
    }

    private static void Record(History history, Guid stream, string name, Fate fate) => history.Operations.Enqueue(new(
        name, "foreign writer", stream, null, ["event_scheduled"], [new(name, fate, "by plain SQL")]));
}
