using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests.Nodes;

/// <summary>What an operator sees of projections, and does to them, beside running servers.</summary>
public sealed class RebuildCommandTests
{
    private static readonly string[] Rebuildable = ["agenda", "recap", "catalogue"];

    [Fact]
    public async Task a_rebuild_beside_a_running_server_takes_no_page_down_and_changes_no_etag()
    {
        await using var nodes = await SeveralNodes.Start(2);
        var readers = nodes.Servers.Select(TestCommunity.Of).ToList();
        var meetup = await (await readers[0].Scheduled()).WithDeck();
        var position = (await meetup.Done("publish-agenda", new { })).Position;
        string[] pages = [$"{meetup.Path}/agenda", $"{meetup.Path}/agenda/releases", $"/{RunningServer.Community}/{meetup.Slug}/agenda"];
        var before = await ETags(readers, pages, position);

        using var enough = new CancellationTokenSource();
        var served = Serve(readers, pages, before, enough.Token);
        var end = await Run(nodes, "rebuild");
        Assert.True(end.ExitCode == 0, end.Output + end.Errors);
        Assert.All(Rebuildable, name => Assert.Contains($"{name}: generation 1 is read", end.Output, StringComparison.Ordinal));
        await enough.CancelAsync();
        Assert.True(await served > 0);
        Assert.Equal(before, await ETags(readers, pages, position));

        // The living ones go on in the new generation, and a changed page is another page on both.
        var next = (await meetup.Done("revise-event", new { title = "After the rebuild" })).Position;
        Assert.Empty(before.Intersect(await ETags(readers, pages, next)));
        Assert.Equal(0L, await nodes.Scalar<long>("select count(*) from eventops_rows where generation <> 1"));
        foreach (var reader in readers)
        {
            var ready = (await reader.Anybody.Get("/health/ready")).MustBe(200).Json.GetProperty("projections");
            Assert.All(ready.EnumerateArray().Where(p => Rebuildable.Contains(p.GetProperty("name").GetString())),
                p => Assert.Equal(1, p.GetProperty("generation").GetInt32()));
            Assert.Contains("eventops_projection_lag{projection=\"agenda\"}", (await reader.Anybody.Get("/metrics")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task the_status_tells_of_each_projection_who_runs_it()
    {
        await using var nodes = await SeveralNodes.Start(1);
        var server = nodes.Servers[0];
        await TestCommunity.Of(server).Scheduled();
        foreach (var name in (string[])[.. Rebuildable, "notifications"])
            await nodes.LeaderIs(name, node => node == server.Node);
        var json = await Run(nodes, "status", "--json");
        Assert.Equal(0, json.ExitCode);
        var found = JsonElement.Parse(json.Output).EnumerateArray().ToList();
        Assert.Equal([.. Rebuildable, "notifications"], found.Select(p => p.GetProperty("name").GetString()));
        Assert.All(found, p => Assert.Equal(("running", server.Node), (p.GetProperty("state").GetString(), p.GetProperty("leader").GetString())));
        var table = (await Run(nodes, "status")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, table.Length);
        Assert.Contains(server.Node, table[1], StringComparison.Ordinal);

        await server.Kill();
        await Eventually.Sees(() => nodes.Leader("agenda"), node => node is null, "nobody leads");
        Assert.Contains("idle", (await Run(nodes, "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_stands_still_is_told_with_its_event_and_ends_with_1()
    {
        await using var nodes = await SeveralNodes.Start(1);
        var meetup = await TestCommunity.Of(nodes.Servers[0]).Scheduled();
        await nodes.Scalar<object>(
            "with s as (update mt_streams set version = version + 1 where id = '" + meetup.Id + "' returning *) " +
            "insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id) " +
            "select nextval('mt_events_sequence'), gen_random_uuid(), id, version, '{}', 'seat_reserved', tenant_id from s");
        var told = await Eventually.Sees(() => Run(nodes, "status"), end => end.Output.Contains("stopped", StringComparison.Ordinal), "the status tells it");
        Assert.Contains("seat_reserved", told.Output, StringComparison.Ordinal);
        Assert.Contains($"{meetup.Id}", told.Output, StringComparison.Ordinal);

        var rebuild = await Run(nodes, "rebuild", "agenda");
        Assert.Equal(1, rebuild.ExitCode);
        Assert.Contains("seat_reserved", rebuild.Output, StringComparison.Ordinal);
        (await TestCommunity.Of(nodes.Servers[0]).Anybody.Get($"{meetup.Path}/agenda")).MustBe(200);
        (await TestCommunity.Of(nodes.Servers[0]).Anybody.Get("/health/ready")).MustBe(200);
        Assert.Contains("eventops_projection_rebuild_stopped{projection=\"agenda\"} 1",
            (await TestCommunity.Of(nodes.Servers[0]).Anybody.Get("/metrics")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "agendas", "agenda, recap, catalogue, notifications")]
    [InlineData(1, "notifications", "deliveries")]
    public async Task what_cannot_be_rebuilt_is_refused_in_a_sentence(int exitCode, string name, string said)
    {
        await using var database = await TestDatabase.Create();
        var end = await ServerProgram.Run(Settings(database), "projections", "rebuild", name);
        Assert.Equal(exitCode, end.ExitCode);
        Assert.Contains(said, Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_a_server_it_rebuilds_by_itself()
    {
        await using var database = await TestDatabase.Create();
        var settings = Settings(database);
        var samples = Path.Combine(AppContext.BaseDirectory, "samples");
        Assert.Equal(0, (await ServerProgram.Run(settings, "import", samples)).ExitCode);
        var end = await ServerProgram.Run(settings, "projections", "rebuild", "agenda");
        Assert.True(end.ExitCode == 0, end.Output + end.Errors);
        Assert.Equal(2, await Deliveries.Run(database, "update eventops_rows set position = position where projection = 'agenda' and generation = 1"));
    }

    private static Dictionary<string, string?> Settings(TestDatabase database) => new() { ["ConnectionStrings__EventOps"] = database.ConnectionString };

    private static Task<ProgramEnd> Run(SeveralNodes nodes, params string[] arguments) =>
        ServerProgram.Run(Settings(nodes.Database), ["projections", .. arguments]);

    private static async Task<List<string?>> ETags(List<TestCommunity> readers, string[] pages, long position)
    {
        var etags = new List<string?>();
        foreach (var reader in readers)
            foreach (var page in pages)
                etags.Add((await reader.UpTo(position, page)).MustBe(200).ETag);
        return etags;
    }

    /// <summary>Reads all pages until it is enough: each answer must be the page as it is. How many there were.</summary>
    private static async Task<int> Serve(List<TestCommunity> readers, string[] pages, List<string?> etags, CancellationToken enough)
    {
        var count = 0;
        for (; !enough.IsCancellationRequested; count++)
            Assert.Equal(etags, await ETags(readers, pages, 0));
        return count;
    }
}
