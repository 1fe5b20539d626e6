using System.Diagnostics;
using Npgsql;
using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

public sealed class KilledTests
{
    [Fact]
    public async Task the_server_of_a_killed_owner_is_adopted_with_its_data()
    {
        await using var place = new Place();
        var (connection, pid) = await KillOwner(place);
        await Place.Ask(connection, "insert into kept values (2)");
        await using var next = await place.Own();
        Assert.Equal(pid, place.Pid);
        Assert.Equal(3L, await Place.Ask(next.ConnectionString, "select sum(n) from kept"));
    }

    [Fact]
    public async Task an_adopted_server_with_other_settings_is_started_again()
    {
        await using var place = new Place();
        var (_, pid) = await KillOwner(place);
        place.Options = place.Options with { MaxConnections = 44 };
        await using var next = await place.Own();
        Assert.NotEqual(pid, place.Pid);
        Assert.Equal("44", await Place.Ask(next.ConnectionString, "show max_connections"));
        Assert.Equal(1L, await Place.Ask(next.ConnectionString, "select sum(n) from kept"));
    }

    [Fact]
    public async Task a_server_whose_socket_was_cleaned_away_is_started_again()
    {
        await using var place = new Place();
        var (_, pid) = await KillOwner(place);
        Directory.Delete(Path.Combine(place.Cluster, "socket"), recursive: true);
        await using var next = await place.Own();
        Assert.NotEqual(pid, place.Pid);
        Assert.Equal(1L, await Place.Ask(next.ConnectionString, "select sum(n) from kept"));
    }

    [Fact]
    public async Task a_killed_server_recovers_at_the_next_start()
    {
        await using var place = new Place();
        var (_, pid) = await KillOwner(place);
        Kill(pid);
        await using var next = await place.Own();
        Assert.Equal(1L, await Place.Ask(next.ConnectionString, "select sum(n) from kept"));
    }

    [Fact]
    public async Task a_server_killed_under_its_owner_comes_back()
    {
        await using var place = new Place();
        await using var owner = await place.Own();
        await Place.Ask(owner.ConnectionString, "create table kept as select 1 as n");
        Kill(place.Pid);
        Assert.Equal(1, await AskUntilAnswered(owner.ConnectionString, "select n from kept"));
        Assert.Contains("PostgreSQL is gone; starting it again", place.Progress);
    }

    [Fact]
    public async Task a_pid_file_that_names_a_stranger_is_stale()
    {
        await using var place = new Place();
        await using (var first = await place.Own())
            File.Copy(Path.Combine(place.Data, "postmaster.pid"), place.In("left"));
        var lines = File.ReadAllLines(place.In("left"));
        lines[0] = $"{Environment.ProcessId}";
        File.WriteAllLines(Path.Combine(place.Data, "postmaster.pid"), lines);
        await using var next = await place.Own();
        Assert.Equal(1, await Place.Ask(next.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task a_dead_server_that_nobody_buried_is_not_a_running_one()
    {
        await using var place = new Place();
        File.Copy("/bin/sleep", place.In("postgres"));
        // The shell becomes a program that never asks after its child.
        using var parent = Process.Start(new ProcessStartInfo(
            "/bin/sh", ["-c", "\"$0\" 60 & echo $!; exec sleep 60", place.In("postgres")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var child = int.Parse(await parent.StandardOutput.ReadLineAsync() ?? "");
        var left = new PostmasterPid(child, default, 5432, "", "ready");
        Assert.True(SpinWait.SpinUntil(left.NamesPostgres, TimeSpan.FromSeconds(10)));
        Kill(child);
        Assert.True(SpinWait.SpinUntil(() => !left.NamesPostgres(), TimeSpan.FromSeconds(10)));
        parent.Kill();
    }

    private static async Task<(string Connection, int Pid)> KillOwner(Place place)
    {
        using var owner = await OwnerProcess.Start(place.Options.DataDirectory);
        await Place.Ask(owner.ConnectionString, "create table kept as select 1 as n");
        var pid = place.Pid;
        await owner.Kill();
        return (owner.ConnectionString, pid);
    }

    private static void Kill(int pid)
    {
        using var server = Process.GetProcessById(pid);
        server.Kill();
    }

    private static async Task<object?> AskUntilAnswered(string connectionString, string sql)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (true)
        {
            try
            {
                return await Place.Ask(connectionString, sql);
            }
            catch (NpgsqlException) when (!limit.IsCancellationRequested)
            {
                await Task.Delay(20);
            }
        }
    }
}
