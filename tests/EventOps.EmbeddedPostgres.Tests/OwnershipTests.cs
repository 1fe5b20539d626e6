using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

public sealed class OwnershipTests
{
    [Fact]
    public async Task a_second_owner_is_refused_and_told_who_the_first_is()
    {
        await using var place = new Place();
        using var first = await OwnerProcess.Start(place.Options.DataDirectory);
        var refused = await Assert.ThrowsAsync<ClusterInUseException>(place.Own);
        Assert.Equal($"The PostgreSQL cluster in {place.Cluster} is in use by process {first.Pid}: stop it first, or choose "
            + "another EventOps__DataDirectory.", refused.Message);
        Assert.Equal(1, await Place.Ask(first.ConnectionString, "select 1"));
        await first.End();
    }

    [Fact]
    public async Task a_command_line_beside_a_server_sees_its_data_and_leaves_it_running()
    {
        await using var place = new Place();
        await using var server = await place.Own();
        await Place.Ask(server.ConnectionString, "create table seen as select 5 as n");
        await using (var beside = await place.Join())
            Assert.Equal(5, await Place.Ask(beside.ConnectionString, "select n from seen"));
        Assert.Equal(5, await Place.Ask(server.ConnectionString, "select n from seen"));
    }

    [Fact]
    public async Task a_command_line_alone_owns_the_cluster_while_it_runs()
    {
        await using var place = new Place();
        await using (var alone = await place.Join())
        {
            Assert.Equal(1, await Place.Ask(alone.ConnectionString, "select 1"));
            await Assert.ThrowsAsync<ClusterInUseException>(place.Own);
        }

        Assert.False(File.Exists(Path.Combine(place.Data, "postmaster.pid")));
    }

    [Fact]
    public async Task a_command_line_started_with_the_server_waits_until_it_is_there()
    {
        await using var place = new Place();
        var owned = new TaskCompletionSource();
        place.Options = place.Options with { Progress = _ => owned.TrySetResult() };
        var starting = place.Own();
        await owned.Task;
        await using var beside = await place.Join();
        await using var server = await starting;
        Assert.Equal(server.ConnectionString, beside.ConnectionString);
        Assert.Equal(1, await Place.Ask(beside.ConnectionString, "select 1"));
    }
}
