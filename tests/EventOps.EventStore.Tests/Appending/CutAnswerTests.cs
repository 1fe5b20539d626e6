using EventOps.Testing;
using Npgsql;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

/// <summary>
/// The connection is cut at every byte of an append's answer and all over its request: each append ends as stored, once, and
/// never as a conflict with itself.
/// </summary>
public sealed class CutAnswerTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData(1)] // the statement for one event
    [InlineData(2)] // the statement for a batch
    public async Task cut_at_any_byte_of_the_answer_an_append_is_stored_once_and_said_to_be(int events)
    {
        await using var line = new Line(fixture.ConnectionString);
        var stream = NewStream();
        await line.Append(stream, 0, events);
        var before = line.Proxy.Answers.Bytes;
        await line.Append(stream, 1 * events, events);
        var length = line.Proxy.Answers.Bytes - before;
        Assert.InRange(length, 20, 200);

        for (var cut = 0; cut <= length; cut++)
        {
            // Alternately the next append of a stream and the first of a new one.
            line.Proxy.Answers.CutAfter(cut);
            await line.Append(stream, (cut + 2) * events, events);
            line.Proxy.Answers.CutAfter(cut);
            await Stored(line, NewStream(), events);
        }

        Assert.True(line.Proxy.Answers.Cuts >= 2 * length, $"{line.Proxy.Answers.Cuts} cuts of {length} bytes");
        Assert.Equal(Enumerable.Range(1, (int)(length + 3) * events).Select(v => (long)v),
            (await fixture.Streams.Read(stream, 0, Soon)).Select(e => e.Version));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task cut_anywhere_in_its_request_an_append_is_stored_once(int events)
    {
        await using var line = new Line(fixture.ConnectionString);
        await Stored(line, NewStream(), events);
        var before = line.Proxy.Requests.Bytes;
        await Stored(line, NewStream(), events);
        var cuts = 0;
        for (var (cut, length) = (0L, line.Proxy.Requests.Bytes - before); cut <= length; cut += 7, cuts++)
        {
            line.Proxy.Requests.CutAfter(cut);
            await Stored(line, NewStream(), events);
        }

        Assert.Equal(cuts, line.Proxy.Requests.Cuts);
    }

    [Fact]
    public async Task under_cuts_at_random_a_history_of_appends_is_the_log()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var line = new Line(fixture.ConnectionString, writers: 2);
        var streams = Enumerable.Range(0, 6).Select(_ => NewStream()).ToArray();
        var working = Task.WhenAll(streams.Select(async stream =>
        {
            for (var version = 0; version < 40; version++)
                await line.Append(stream, version, 1);
        }));
        while (!working.IsCompleted)
        {
            var cuts = line.Proxy.Answers.Cuts + line.Proxy.Requests.Cuts;
            (random.Next(2) == 0 ? line.Proxy.Answers : line.Proxy.Requests).CutAfter(random.Next(3000));
            while (!working.IsCompleted && line.Proxy.Answers.Cuts + line.Proxy.Requests.Cuts == cuts)
                await Task.WhenAny(working, Task.Delay(1));
        }

        await working;
        foreach (var stream in streams)
            Assert.True(40 == (await fixture.Streams.Read(stream, 0, Soon)).Count, $"seed {seed}");
    }

    private async Task Stored(Line line, StreamKey stream, int events)
    {
        await line.Append(stream, 0, events);
        Assert.Equal(events, (await fixture.Streams.Read(stream, 0, Soon)).Count);
    }

    /// <summary>A store whose connections go through a proxy.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly EventStoreModule store;

        public Line(string connectionString, int writers = 1)
        {
            Proxy = CutProxy.Before(connectionString);
            // Unpooled: each cut meets the append under way, and no idle connection.
            store = new(new NpgsqlConnectionStringBuilder(Proxy.Through(connectionString)) { Pooling = false }.ConnectionString,
                new EventStoreSettings { Writers = writers });
        }

        public CutProxy Proxy { get; }

        public async Task Append(StreamKey stream, long expected, int events)
        {
            var result = await store.Streams.Append(
                stream, "tally", expected, [.. Enumerable.Range(0, events).Select(_ => Event())], AppendMetadata.None, Soon);
            Assert.Equal(expected + events, Assert.IsType<AppendResult.Appended>(result).Version);
        }

        public async ValueTask DisposeAsync()
        {
            await store.DisposeAsync();
            await Proxy.DisposeAsync();
        }
    }
}
