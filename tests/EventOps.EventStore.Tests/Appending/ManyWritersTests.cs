using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

/// <summary>Two nodes and a writer that is not ours, all on the same streams.</summary>
public sealed class ManyWritersTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task two_nodes_and_a_foreign_writer_on_the_same_streams_neither_deadlock_nor_lose_anything()
    {
        await using var other = fixture.Open();
        var streams = Enumerable.Range(0, 12).Select(_ => NewStream("crowd")).ToArray();
        foreach (var stream in streams)
            await fixture.Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, Soon);

        var stored = await Task.WhenAll(
            Hammer(fixture.Streams, streams), Hammer(other.Streams, [.. streams.Reverse()]), Foreign(streams));

        var acknowledged = stored.SelectMany(ids => ids).ToHashSet();
        foreach (var stream in streams)
        {
            var events = await fixture.Streams.Read(stream, 0, Soon);
            Assert.Equal(Enumerable.Range(1, events.Count).Select(v => (long)v), events.Select(e => e.Version));
            Assert.Equal(events.Select(e => e.Position).Order(), events.Select(e => e.Position));
            Assert.All(events.Skip(1), e => Assert.True(acknowledged.Remove(e.Id), "stored, but nobody was told"));
        }

        Assert.Empty(acknowledged);
        Assert.Equal(0L, await fixture.Scalar<long>("select deadlocks from pg_stat_database where datname = current_database()"));
    }

    [Fact]
    public async Task a_read_only_database_refuses_at_once_and_is_written_to_again_when_it_can_be()
    {
        var stream = NewStream();
        await fixture.Streams.Append(stream, "tally", 0, [Event()], AppendMetadata.None, Soon);
        var name = new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database;
        await using var operatorAtWork = await fixture.Foreign();
        await operatorAtWork.Run($"alter database {name} set default_transaction_read_only = on");
        await using var late = fixture.Open();
        await Assert.ThrowsAsync<StoreReadOnlyException>(
            () => late.Streams.Append(stream, "tally", 1, [Event()], AppendMetadata.None, Soon));
        await Assert.ThrowsAsync<StoreReadOnlyException>(() => late.Streams.AppendMany(
            [new StreamAppend(NewStream(), "tally", 0, [Event()])], AppendMetadata.None, Soon));

        await operatorAtWork.Run($"alter database {name} reset default_transaction_read_only");

        Assert.IsType<AppendResult.Appended>(
            await late.Streams.Append(stream, "tally", 1, [Event()], AppendMetadata.None, Soon));
    }

    private static async Task<List<Guid>> Hammer(Streams store, StreamKey[] streams)
    {
        var stored = new List<Guid>();
        for (var round = 0; round < 15; round++)
        {
            var tries = streams.Select(async stream =>
            {
                var loaded = await store.Load(Tally.Definition, stream, Soon);
                // Two that stand on each other, so that runs meet as well.
                NewEvent[] events = [Event(), Event()];
                var results = await Task.WhenAll(events.Select((e, i) =>
                    store.Append(stream, "tally", loaded.Version + i, [e], AppendMetadata.None, Soon)));
                return events.Where((_, i) => results[i] is AppendResult.Appended).Select(e => e.Id).ToArray();
            });
            foreach (var ids in await Task.WhenAll(tries))
                stored.AddRange(ids);
        }

        return stored;
    }

    /// <summary>One event at a time in a transaction of its own: the stream's row, then the number, then the event.</summary>
    private async Task<List<Guid>> Foreign(StreamKey[] streams)
    {
        var stored = new List<Guid>();
        await using var connection = await fixture.Foreign();
        for (var round = 0; round < 60; round++)
        {
            var (stream, id) = (streams[round * 5 % streams.Length], Guid.CreateVersion7());
            await connection.Run($$"""
                begin;
                update mt_streams set version = version + 1 where tenant_id = 'crowd' and id = '{{stream.Id}}';
                insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id)
                select nextval('mt_events_sequence'), '{{id}}', id, version, '{"by": 1}', 'counted', tenant_id
                from mt_streams where tenant_id = 'crowd' and id = '{{stream.Id}}';
                commit
                """);
            stored.Add(id);
        }

        return stored;
    }
}
