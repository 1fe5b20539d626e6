using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>A database that takes no changes: what is there is served, what would change it is refused, and it mends itself.</summary>
public sealed class ReadOnlyTests
{
    [Fact]
    public async Task a_read_only_database_is_served_and_changed_again_as_soon_as_it_may_be()
    {
        await using var database = await TestDatabase.Create();
        long position;
        await using (var before = await RunningServer.Start(database))
        {
            var meetup = await (await TestCommunity.Of(before).Scheduled()).WithDeck();
            position = (await meetup.Done("publish-agenda", new { })).Position;
            (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={position}")).MustBe(200);
            await before.Stop();
        }

        await ReadOnly(database, on: true);
        await using var server = await RunningServer.Start(database);
        Assert.Contains("read-only", server.Output, StringComparison.Ordinal);
        var community = TestCommunity.Of(server);
        (await community.Anybody.Get("meetups/spring-meetup/agenda")).MustBe(200);
        (await community.Anybody.Get("/test-community/spring-meetup/agenda")).MustBe(200);
        Assert.NotEqual(0, (await community.Anybody.Get("events?after=0")).MustBe(200).Json.GetArrayLength());
        var ready = (await community.Anybody.Get("/health/ready")).MustBe(200).Json;
        Assert.Equal("readOnly", ready.GetProperty("database").GetString());
        Assert.Equal("1", (await Publish(community)).MustBe(503, "store.read_only").RetryAfter);
        (await community.Owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook" })).MustBe(503, "store.read_only");
        Assert.Equal(position, await Deliveries.CountOf(database, "mt_events"));

        await ReadOnly(database, on: false);
        var published = await Eventually.Sees(() => Publish(community), answer => answer.Status == 200, "a change is taken");
        var agenda = await Eventually.Sees(
            () => community.Anybody.Get($"meetups/spring-meetup/agenda?minPosition={published.Position}"),
            answer => answer.Status == 200, "the projections go on");
        Assert.Contains(TestMeetup.DeckUrl, agenda.Text, StringComparison.Ordinal);
        // One line for each that waits, not one for each try.
        Assert.Equal(2, server.Output.Split("""agenda\" waits: the database is read-only""").Length);
        Assert.Equal("writable", (await community.Anybody.Get("/health/ready")).MustBe(200).Json.GetProperty("database").GetString());
    }

    private static Task<Answer> Publish(TestCommunity community) =>
        community.Owner.Post("meetups/spring-meetup/publish-slides", new { slidesId = TestMeetup.Slides });

    // Sessions keep what they began with, so an operator ends them after such a change.
    private static async Task ReadOnly(TestDatabase database, bool on)
    {
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await using var postgres = NpgsqlDataSource.Create($"{database.ConnectionString};Options=-c default_transaction_read_only=off");
        await using var command = postgres.CreateCommand(
            $"alter database {name} set default_transaction_read_only = {(on ? "on" : "off")}; " +
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await command.ExecuteNonQueryAsync();
    }
}
