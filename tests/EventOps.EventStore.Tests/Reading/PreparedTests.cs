using Microsoft.Extensions.Logging;
using Xunit;
using static EventOps.EventStore.Tests.ForeignEvents;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>A prepared transaction holds its numbers without a session, and over a crash of PostgreSQL.</summary>
public sealed class PreparedTests(OwnCluster cluster) : IClassFixture<OwnCluster>
{
    [Theory]
    [InlineData("commit prepared", true)]
    [InlineData("rollback prepared", false)]
    public async Task the_numbers_of_a_prepared_transaction_are_waited_for(string end, bool comes)
    {
        var start = await Tail();
        await using var session = await cluster.Foreign();
        await session.Run("begin");
        var held = await InsertEvent(session);
        await session.Run($"prepare transaction 'held {held}'");
        var later = await AppendOne();
        await NothingAfter(start);

        await session.Run($"{end} 'held {held}'");

        Assert.Equal(comes ? [held, later] : [later], await ReadUntil(start, later));
    }

    [Fact]
    public async Task a_transaction_that_is_prepared_while_it_is_waited_for_is_waited_for_on()
    {
        var start = await Tail();
        await using var session = await cluster.Foreign();
        await session.Run("begin");
        // Drawn before the sighting, written after it: its id is no witness, only its lock is.
        var drawn = await NumberWithoutId(session);
        var later = await AppendOne();
        await NothingAfter(start);
        await InsertEvent(session, drawn);
        await session.Run($"prepare transaction 'late {drawn}'");
        await NothingAfter(start);

        await session.Run($"commit prepared 'late {drawn}'");

        Assert.Equal([drawn, later], await ReadUntil(start, later));
    }

    [Fact]
    public async Task a_crash_of_the_server_does_not_hide_a_prepared_transaction()
    {
        var start = await Tail();
        await using var session = await cluster.Foreign();
        await session.Run("begin");
        var drawn = await NumberWithoutId(session);
        var later = await AppendOne();
        await NothingAfter(start);
        await InsertEvent(session, drawn);
        await session.Run($"prepare transaction 'survivor {drawn}'");

        // It comes back under another virtual id.
        await cluster.Kill();
        await NothingAfter(start);

        await using var after = await cluster.Foreign();
        await after.Run($"commit prepared 'survivor {drawn}'");
        Assert.Equal([drawn, later], await ReadUntil(start, later));
    }

    [Fact]
    public async Task whoever_keeps_the_feed_waiting_is_named()
    {
        var start = await Tail();
        await using var session = await cluster.Foreign();
        await session.Run("set application_name = 'importer'; begin");
        var held = await InsertEvent(session);
        await using var other = await cluster.Foreign();
        await other.Run("begin");
        await InsertEvent(other);
        await other.Run($"prepare transaction 'left open {held}'");
        var later = await AppendOne();

        var reading = ReadUntil(start, later);
        var warning = await cluster.Said.Line(LogLevel.Warning, $"number {held}", "importer");
        Assert.Contains($"pid {session.ProcessID} 'importer' in eventops as", warning, StringComparison.Ordinal);
        Assert.Contains("idle in transaction", warning, StringComparison.Ordinal);
        Assert.Contains($"prepared transaction 'left open {held}'", warning, StringComparison.Ordinal);
        var status = await cluster.Store.Feed.Status(Soon);
        Assert.Equal(held, status.Hole!.Number);
        Assert.Contains(status.Hole.Holders, h => h.Pid == session.ProcessID && h.Application == "importer");
        Assert.Contains(status.Hole.Holders, h => h.PreparedAs == $"left open {held}");

        await session.Run("rollback");
        await session.Run($"rollback prepared 'left open {held}'");
        Assert.Equal([later], await reading);
        await cluster.Said.Line(LogLevel.Information, $"number {held}", "goes on");
        Assert.Null((await cluster.Store.Feed.Status(Soon)).Hole);
    }

    private async Task<long> AppendOne() => Assert.IsType<AppendResult.Appended>(await cluster.Store.Streams.Append(
        NewStream(), "tally", 0, [Event()], AppendMetadata.None, Soon)).Position;

    private async Task<long> Tail()
    {
        var last = await AppendOne();
        await cluster.Store.Feed.WaitForMore(last - 1, Soon);
        return last;
    }

    private async Task<List<long>> ReadUntil(long after, long position) =>
        [.. (await cluster.Store.Feed.ReadUntil(after, position)).Select(e => e.Position)];

    // Several looks, the rule must hold at each; patient, for the server may just be coming back.
    private async Task NothingAfter(long start)
    {
        for (var i = 0; i < 5; i++)
            Assert.Empty((await OwnCluster.Patiently(() => cluster.Store.Feed.Read(start, 100, Soon))).Events);
    }
}
