using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests.Operations;

/// <summary>The doctor sees what is wrong, names it, and changes nothing.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task before_the_first_start_it_says_what_the_start_will_do_and_does_nothing()
    {
        await using var database = await TestDatabase.Create();
        var (code, checks) = await Doctor(database);
        Assert.Equal("doubtful", checks["database.schema"]);
        Assert.DoesNotContain("feed.hole", checks.Keys);
        Assert.Equal(0, await Deliveries.CountOf(database, "pg_tables where schemaname = 'public'"));
        // The clusters of tests are not durable, and that is what it must see.
        Assert.Equal(("bad", 1), (checks["database.durable"], code));
    }

    [Fact]
    public async Task of_a_running_server_it_says_who_runs_what()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        var checks = (await Eventually.Sees(
            () => Doctor(database), found => found.Checks.Values.All(one => one != "doubtful"), "everything good")).Checks;
        foreach (var subject in (string[])["settings", "disk", "zones", "clock", "database.schema", "database.writable", "feed.hole", "projection.agenda", "projection.notifications", "deliveries.due", "embargoes.overdue", "files", "links.dead"])
            Assert.Equal("good", checks[subject]);
    }

    [Fact]
    public async Task what_nobody_runs_what_is_read_only_and_what_waits_is_seen()
    {
        await using var database = await TestDatabase.Create();
        await using (var server = await RunningServer.Start(database))
            await server.Stop();
        await Deliveries.Run(database, """
            insert into eventops_lanes (tenant_id, subscription_id, open, ordered, next_due, failing_since)
            values ('c', '00000000-0000-0000-0000-000000000001', true, false, now() - interval '1 hour', now());
            insert into eventops_embargoes values ('c', gen_random_uuid(), gen_random_uuid(), now() - interval '1 hour', gen_random_uuid(), null);
            insert into eventops_files (tenant_id, sha256, size, media_type) values ('c', repeat('a', 64), 1, 'application/pdf');
            insert into eventops_links (tenant_id, url, failures) values ('c', 'https://example.org/gone.pdf', 3)
            """);
        var (code, checks) = await Doctor(database, readOnly: true);
        Assert.Equal("doubtful", checks["projection.agenda"]);
        Assert.Equal("doubtful", checks["deliveries.due"]);
        Assert.Equal("doubtful", checks["deliveries.failing"]);
        Assert.Equal(("doubtful", "bad", "doubtful"), (checks["embargoes.overdue"], checks["files"], checks["links.dead"]));
        Assert.Equal(("bad", 1), (checks["database.writable"], code));
    }

    [Fact]
    public async Task it_speaks_in_sentences_with_what_helps()
    {
        await using var database = await TestDatabase.Create();
        var end = await ServerProgram.Run(Settings(database.ConnectionString), "doctor");
        Assert.Contains("bad        database.durable", end.Output, StringComparison.Ordinal);
        Assert.Contains("fsync, full_page_writes and synchronous_commit are on", end.Output, StringComparison.Ordinal);
        var none = await ServerProgram.Run(Settings("Host=/nowhere/at-all;Database=eventops;Username=nobody;Timeout=3"), "doctor");
        Assert.True(none.ExitCode == 3, none.Output + none.Errors);
    }

    private static async Task<(int Code, IReadOnlyDictionary<string, string> Checks)> Doctor(TestDatabase database, bool readOnly = false)
    {
        var connection = readOnly ? $"{database.ConnectionString};Options=-c default_transaction_read_only=on" : database.ConnectionString;
        var end = await ServerProgram.Run(Settings(connection), "doctor", "--json");
        Assert.Empty(end.Errors);
        return (end.ExitCode, JsonElement.Parse(end.Output).GetProperty("checks").EnumerateArray().ToDictionary(
            one => one.GetProperty("subject").GetString()!, one => one.GetProperty("condition").GetString()!));
    }

    private static Dictionary<string, string?> Settings(string connection) => new() { ["ConnectionStrings__EventOps"] = connection };
}
