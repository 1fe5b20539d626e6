using System.Diagnostics;
using Npgsql;
using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task a_new_cluster_answers_and_says_that_it_is_made()
    {
        await using var place = new Place();
        await using var cluster = await place.Own();
        Assert.Equal("eventops", await Place.Ask(cluster.ConnectionString, "select current_database()"));
        Assert.Contains(place.Progress, line => line.StartsWith("Creating a PostgreSQL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_present_cluster_starts_in_three_seconds_with_its_data()
    {
        await using var place = new Place();
        place.Options = place.Options with { Durable = true };
        await using (var first = await place.Own())
            await Place.Ask(first.ConnectionString, "create table kept as select 7 as n");
        var since = Stopwatch.GetTimestamp();
        await using var again = await place.Own();
        var took = Stopwatch.GetElapsedTime(since);
        Assert.Equal(7, await Place.Ask(again.ConnectionString, "select n from kept"));
        Assert.True(took < TimeSpan.FromSeconds(3), $"{took}");
        TestContext.Current.SendDiagnosticMessage("start of a present cluster: {0} ms", took.TotalMilliseconds);
    }

    [Fact]
    public async Task a_durable_cluster_syncs_and_one_for_tests_does_not()
    {
        await using var place = new Place();
        await using (var quick = await place.Own())
            Assert.Equal("off", await Place.Ask(quick.ConnectionString, "show fsync"));
        place.Options = place.Options with { Durable = true, MaxConnections = 33 };
        await using var durable = await place.Own();
        Assert.Equal("on", await Place.Ask(durable.ConnectionString, "show fsync"));
        Assert.Equal("33", await Place.Ask(durable.ConnectionString, "show max_connections"));
    }

    [Fact]
    public async Task no_tcp_port_is_open()
    {
        await using var place = new Place();
        await using var cluster = await place.Own();
        Assert.Equal("", await Place.Ask(cluster.ConnectionString, "show listen_addresses"));
        var sockets = Directory.GetFiles($"/proc/{place.Pid}/fd")
            .Select(fd => new FileInfo(fd).LinkTarget ?? "").Where(link => link.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(link => link[8..^1]).ToArray();
        Assert.NotEmpty(sockets);
        var tcp = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[9]);
        Assert.Empty(sockets.Intersect(tcp));
    }

    [Fact]
    public async Task only_its_user_reaches_the_data_and_the_socket()
    {
        await using var place = new Place();
        await using var cluster = await place.Own();
        var socket = new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Host!;
        Assert.Equal(Folders.Private, File.GetUnixFileMode(place.Data));
        Assert.Equal(Folders.Private, File.GetUnixFileMode(socket));
        Assert.Equal(Folders.Private, File.GetUnixFileMode(Path.Combine(socket, ".s.PGSQL.5432")));
        var uid = File.ReadLines($"/proc/{place.Pid}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        Assert.NotEqual("0", uid.Split('\t')[1]);
    }

    [Fact]
    public async Task the_server_has_a_session_of_its_own_so_that_control_c_passes_it_by()
    {
        await using var place = new Place();
        await using var cluster = await place.Own();
        Assert.NotEqual(SessionOf(Environment.ProcessId), SessionOf(place.Pid));
    }

    [Fact]
    public async Task stopping_ends_the_sessions_and_leaves_no_server()
    {
        await using var place = new Place();
        var cluster = await place.Own();
        await using var session = new NpgsqlConnection(cluster.ConnectionString);
        await session.OpenAsync();
        await cluster.DisposeAsync();
        Assert.False(File.Exists(Path.Combine(place.Data, "postmaster.pid")));
    }

    private static string SessionOf(int pid) =>
        File.ReadAllText($"/proc/{pid}/stat").Split(") ", 2)[1].Split(' ')[3];
}
