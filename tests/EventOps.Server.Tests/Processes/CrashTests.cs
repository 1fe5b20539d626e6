using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>kill -9 at the moments that count: what was acknowledged shows exactly once, and nobody is told twice in vain.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task killed_between_append_and_projection_it_shows_everything_once_after_a_restart()
    {
        await using var database = await TestDatabase.Create();
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        long position;
        await using (var server = await RunningServer.Start(database))
        {
            var meetup = await (await TestCommunity.Of(server).Scheduled("wasm-day", "2021-12-18T13:00")).WithDeck();
            var before = await meetup.Done("write-recap", new { summary = "One afternoon." });
            await meetup.Community.Owner.Get($"{meetup.Path}/agenda?minPosition={before.Position}");

            // Whoever holds the checkpoints holds every projection before its commit.
            await using var holder = await postgres.OpenConnectionAsync();
            await using var hold = await holder.BeginTransactionAsync();
            await using (var rows = new NpgsqlCommand("select 1 from mt_event_progression for update", holder))
                await rows.ExecuteNonQueryAsync();
            await meetup.Done("publish-agenda", new { });
            await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
            position = (await meetup.Done("publish-recap", new { })).Position;
            Assert.DoesNotContain(TestMeetup.DeckUrl, (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda")).Text, StringComparison.Ordinal);
            await server.Kill();
        }

        await using var again = await RunningServer.Start(database);
        var community = TestCommunity.Of(again);
        await Eventually.Sees(() => Lag(postgres), lag => lag == 0, "every checkpoint at the head");
        var agenda = (await community.Anybody.Get($"meetups/wasm-day/agenda?minPosition={position}")).MustBe(200).Json;
        Assert.Equal(1, agenda.GetProperty("release").GetProperty("number").GetInt32());
        var slot = Assert.Single(Assert.Single(agenda.GetProperty("days").EnumerateArray()).GetProperty("slots").EnumerateArray());
        Assert.Single(slot.GetProperty("talk").GetProperty("slides").EnumerateArray());
        var recap = (await community.Anybody.Get($"meetups/wasm-day/recap?minPosition={position}")).MustBe(200).Json;
        Assert.Equal(1, recap.GetProperty("timesPublished").GetInt32());
        Assert.Single(recap.GetProperty("downloads").EnumerateArray());
        var catalogue = (await community.Anybody.Get($"meetups?minPosition={position}")).MustBe(200).Json.GetProperty("meetups");
        Assert.Equal(1, Assert.Single(catalogue.EnumerateArray()).GetProperty("slidesCount").GetInt32());
    }

    [Fact]
    public async Task killed_between_fan_out_and_delivery_it_repeats_the_same_message_and_then_is_quiet()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start(silent: true);
        Received lost;
        await using (var server = await RunningServer.Start(database))
        {
            var meetup = await (await TestCommunity.Of(server).Scheduled()).WithDeck();
            (await meetup.Community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
            await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
            lost = await receiver.Next();
            await server.Kill();
        }

        receiver.Release();
        // The claim of the dead server holds for its lease; a minute in the database is as good as one on the wall.
        Assert.Equal(1, await Deliveries.Run(database, "update eventops_deliveries set due = due - interval '1 hour' where state = 'pending'"));
        await Deliveries.Run(database, "update eventops_lanes set next_due = next_due - interval '1 hour'");
        await using var again = await RunningServer.Start(database);
        var repeated = await receiver.Next();
        Assert.Equal(lost.Id, repeated.Id);
        Assert.Equal(lost.Body, repeated.Body);
        await Eventually.Sees(() => Deliveries.Count(database, "state = 'delivered' and attempts = 2"), n => n == 1, "the delivery is done");

        // The next thing that the subscriber hears is the next thing that happens.
        var community = TestCommunity.Of(again);
        (await community.Owner.Post("meetups/spring-meetup/withdraw-slides", new { slidesId = TestMeetup.Slides, reason = "wrong file" })).MustBe(200);
        Assert.Equal("eventops.slides.withdrawn.v1", (await receiver.Next()).Type);
        Assert.True(receiver.IsEmpty);
        Assert.Equal(2, await Deliveries.Count(database, "true"));
    }

    private static async Task<long> Lag(NpgsqlDataSource postgres)
    {
        await using var command = postgres.CreateCommand(
            "select (select max(seq_id) from mt_events) - min(last_seq_id) from mt_event_progression where name like '%:All'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
