using System.Text.Json;
using EventOps.EventStore.Projecting;
using Microsoft.Extensions.Logging;
using Xunit;
using static EventOps.EventStore.Tests.OwnStore;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Projecting;

/// <summary>An event that cannot be applied stops its projection only, is named, and is applied once the cause is mended.</summary>
public sealed class PoisonTests
{
    private const string Name = "stops";

    public static TheoryData<string, string> Poisons => new()
    {
        // An event of a newer version.
        { "seat_reserved", "does not know" },
        // Data that is JSON, but not what the name promises.
        { "misshapen", "JsonException" },
        { "nul_in_search", "U+0000" },
        { "nul_in_sort_key", "U+0000" },
        { "half_in_search", "surrogate" },
        { "half_in_terms", "surrogate" },
        { "nul_in_key", "U+0000" },
        { "half_in_key", "surrogate" },
        { "no_json", "22P02" },
        { "unwritable", "cannot be JSON" },
        { "nul_in_message", "quoted" },
    };

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task it_is_found_among_many_named_and_applied_when_it_is_cured(string type, string said)
    {
        await using var own = await Create();
        var cured = false;
        await using var runner = own.Store.Projections(Projection(Name, () => cured), Projection("goes-on", () => true));
        var stream = NewStream();
        for (var i = 0; i < 20; i++)
            await own.Append([.. Enumerable.Repeat("counted", 20)]);
        var poison = await own.Append(stream, 0, type);
        var last = 0L;
        for (var i = 0; i < 20; i++)
            last = await own.Append([.. Enumerable.Repeat("counted", 20)]);
        runner.Start();

        await own.Caught("goes-on", last);
        var status = await StatusWhen(runner, s => s.Failure is not null);
        var failure = status.Failure!;
        Assert.Equal((poison - 1, ProjectionState.Stopped, poison), (status.Checkpoint, status.State, failure.Position));
        Assert.Equal((type, stream.Tenant, stream.Id), (failure.Type, failure.Tenant, failure.StreamId));
        Assert.Equal((await own.Store.Streams.Read(stream, 0, Soon))[0].Id, failure.EventId);
        Assert.Contains(said, failure.Error, StringComparison.Ordinal);
        Assert.Equal(20L, await own.Scalar<long>($"select count(*) from eventops_rows where projection = '{Name}'"));

        cured = true;
        await own.Caught(Name, last);
        Assert.Equal((0L, null), await Well(runner));
        Assert.Equal(await own.AllRows("goes-on"), await own.AllRows(Name));
    }

    [Fact]
    public async Task it_stands_still_quietly_and_keeps_its_lease()
    {
        await using var own = await Create();
        var log = new Lines();
        await using var node = new EventStoreModule(
            own.ConnectionString, new EventStoreSettings { LongestRetryPause = TimeSpan.FromMilliseconds(20) }, loggers: log);
        await using var runner = node.Projections(Projection(Name, () => false));
        await own.Append("half_in_search");
        runner.Start();
        var first = await StatusWhen(runner, s => s.Failure is not null);
        await StatusWhen(runner, s => s.Since > first.Since);

        Assert.Single(log.Written, line => line.Contains("stands still", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Written, line => line.Contains("interrupted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_rebuild_that_stands_still_is_named_and_leaves_the_rows_that_are_read()
    {
        await using var own = await Create();
        var stream = NewStream();
        await own.Append(stream, 0, "counted");
        var (cured, last) = (true, await own.Append("misshapen"));
        await using var runner = own.Store.Projections(Projection(Name, () => cured));
        runner.Start();
        await own.Caught(Name, last);

        cured = false;
        var rebuilt = Rebuilt(runner, Name);
        var status = await StatusWhen(runner, s => s.Rebuild?.Failure is not null);
        Assert.Equal((0, ProjectionState.Running, last), (status.Generation, status.State, status.Rebuild!.Failure!.Position));
        Assert.Equal("""{"Sum":1}""", await own.Row(Name, stream));

        cured = true;
        await rebuilt.WaitAsync(Patience);
        Assert.Equal("""{"Sum":1}""", await own.Row(Name, stream));
    }

    private static async Task<(long Lag, ProjectionFailure? Failure)> Well(ProjectionRunner runner)
    {
        var status = await StatusWhen(runner, s => s.State == ProjectionState.Running);
        return (status.Lag, status.Failure);
    }

    private static RowProjection<Total> Projection(string name, Func<bool> isCured) => new(
        name,
        e => new RowKey(e.Tenant, isCured() ? $"{e.StreamId}" : e.Type switch
        {
            "nul_in_key" => "\0",
            "half_in_key" => "\ud800",
            _ => $"{e.StreamId}",
        }),
        (row, e) => isCured() ? new Total((row?.Sum ?? 0) + 1) : e.Type switch
        {
            "seat_reserved" => throw new InvalidOperationException("This version does not know 'seat_reserved'."),
            "misshapen" => throw JsonException(),
            "nul_in_message" => throw new InvalidOperationException("quoted: \0 and \ud800"),
            "counted" => new Total((row?.Sum ?? 0) + 1),
            _ => new Total(Poison(e.Type)),
        },
        row => row.Sum switch
        {
            -5 => "no json"u8.ToArray(),
            -6 => throw new InvalidOperationException("This row cannot be JSON."),
            _ => JsonSerializer.SerializeToUtf8Bytes(row),
        },
        data => JsonSerializer.Deserialize<Total>(data.Span)!,
        row => row.Sum switch
        {
            -1 => new RowIndex("a", [], "\0"),
            -2 => new RowIndex("\0", []),
            -3 => new RowIndex("a", [], "\udc00"),
            -4 => new RowIndex("a", ["\ud800"]),
            _ => new RowIndex($"{row.Sum:D6}", []),
        });

    private static int Poison(string type) => type switch
    {
        "nul_in_search" => -1,
        "nul_in_sort_key" => -2,
        "half_in_search" => -3,
        "half_in_terms" => -4,
        "no_json" => -5,
        _ => -6,
    };

    private static JsonException JsonException() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Counted>("""{"By":"three"}"""));

    /// <summary>What was logged.</summary>
    private sealed class Lines : ILoggerFactory, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Written => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
