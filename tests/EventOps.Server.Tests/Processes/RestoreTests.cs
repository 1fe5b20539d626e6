using EventOps.EmbeddedPostgres;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>A dump, brought back in a cluster that knows nothing of the old one's transactions.</summary>
public sealed class RestoreTests : IAsyncLifetime
{
    private const string Deck = "https://example.org/second.pdf";

    private readonly string place = Directory.CreateTempSubdirectory("eventops-restore-").FullName;

    [Fact]
    public async Task a_dump_restored_in_a_new_cluster_has_the_same_pages_and_the_log_goes_on()
    {
        await using var database = await TestDatabase.Create();
        var dump = Path.Combine(place, "eventops.dump");
        IReadOnlyDictionary<string, (string? ETag, string Text)> before;
        long position;
        Guid subscription;
        await using (var server = await RunningServer.Start(database))
        {
            (position, subscription) = await Fill(TestCommunity.Of(server));
            before = await Read(TestCommunity.Of(server), position);
            // While it runs: what a dump holds is of one moment.
            await Dump(database.ConnectionString, dump);
        }

        await using var cluster = await PostgresCluster.Own(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(place, "data"), Durable = false }, CancellationToken.None);
        await Restore(dump, cluster.ConnectionString);
        await using var restored = await RunningServer.Start(
            new Dictionary<string, string?> { ["ConnectionStrings__EventOps"] = cluster.ConnectionString });
        var community = TestCommunity.Of(restored);
        Assert.Equal(before, await Read(community, position));

        var next = (await community.Owner.Post("meetups/spring-meetup/withdraw-slides", new { slidesId = TestMeetup.Slides, reason = "Second thoughts" })).MustBe(200);
        Assert.Equal(position + 1, next.Position);
        var told = Assert.Single((await Eventually.Sees(
            () => community.Anybody.Get($"events?after={position}"), answer => answer.Json.GetArrayLength() > 0, "the feed goes on")).Json.EnumerateArray());
        Assert.Equal("eventops.slides.withdrawn.v1", told.GetProperty("type").GetString());
        var page = (await community.Anybody.Get($"meetups/spring-meetup/agenda?minPosition={next.Position}")).MustBe(200);
        Assert.DoesNotContain(TestMeetup.DeckUrl, page.Text, StringComparison.Ordinal);
        // The subscription still stands, with a secret that the same key opens.
        (await community.Owner.Post($"subscriptions/{subscription}/rotate-secret", null)).MustBe(200);
    }

    [Fact]
    public async Task pages_made_anew_from_a_restored_log_are_those_of_before()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        var (position, _) = await Fill(TestCommunity.Of(server));
        var before = await Read(TestCommunity.Of(server), position);
        var settings = new Dictionary<string, string?> { ["ConnectionStrings__EventOps"] = database.ConnectionString, ["EventOps__SecretKey"] = RunningServer.SecretKey };
        var rebuild = await ServerProgram.Run(settings, "projections", "rebuild");
        Assert.True(rebuild.ExitCode == 0, rebuild.Output + rebuild.Errors);
        Assert.Equal(before, await Read(TestCommunity.Of(server), position));
    }

    private static async Task<(long Position, Guid Subscription)> Fill(TestCommunity community)
    {
        var subscribed = (await community.Owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook", types = new[] { "eventops.recap.*" } })).MustBe(201);
        var meetup = await (await community.Scheduled()).WithDeck();
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Talk, title = "Second deck", url = Deck });
        await meetup.Done("publish-agenda", new { comment = "First" });
        var last = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        return (last.Position, subscribed.Json.GetProperty("subscriptionId").GetGuid());
    }

    private static async Task<IReadOnlyDictionary<string, (string? ETag, string Text)>> Read(TestCommunity community, long position)
    {
        var read = new SortedDictionary<string, (string?, string)>(StringComparer.Ordinal);
        foreach (var path in (string[])
            [
                "meetups/spring-meetup/agenda", "meetups/spring-meetup/agenda/releases/1", "meetups", "events?after=0",
                "/test-community", "/test-community/spring-meetup/agenda", "/test-community/spring-meetup/agenda.ics",
                "/test-community/spring-meetup/agenda.xml",
            ])
        {
            // Pages wait for nothing; the API's read of the same row does.
            await community.Anybody.Get($"meetups?minPosition={position}");
            await community.Anybody.Get($"meetups/spring-meetup/agenda?minPosition={position}");
            var answer = (await community.Anybody.Get(path)).MustBe(200);
            read[path] = (answer.ETag, answer.Text.Replace(community.Anybody.Server.Authority, "here", StringComparison.Ordinal));
        }

        return read;
    }

    private static Task Dump(string from, string file) => Program("pg_dump", from, "--format=custom", $"--file={file}");

    private static Task Restore(string file, string into) => Program("pg_restore", into, "--no-owner", "--exit-on-error", file);

    private static async Task Program(string name, string database, params string[] more)
    {
        var server = new NpgsqlConnectionStringBuilder(database);
        string[] reach = [$"--host={server.Host}", $"--port={server.Port}", $"--username={server.Username}", $"--dbname={server.Database}"];
        var end = await NodeTools.Run(name, [.. reach, .. more], Path.GetTempPath());
        Assert.True(end.ExitCode == 0, $"{name}: {end.Errors}");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(place, recursive: true);
        return ValueTask.CompletedTask;
    }
}
