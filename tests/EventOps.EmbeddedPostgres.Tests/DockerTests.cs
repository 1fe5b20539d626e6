using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

/// <summary>With a script in place of Docker: the calls and their order are ours, the container itself is not tried here.</summary>
public sealed class DockerTests
{
    [Fact]
    public async Task a_container_without_a_network_is_the_last_resort()
    {
        await using var place = new Place();
        await using var tools = new Place("unused");
        place.Options = place.Options with { Machine = await OnlyDocker(tools) };
        await using (var cluster = await place.Own())
        {
            Assert.Equal("eventops", await Place.Ask(cluster.ConnectionString, "select current_database()"));
            await Place.Ask(cluster.ConnectionString, "create table kept as select 7 as n");
        }

        // Made in a container, it stays there: the process ids in its files are the container's.
        place.Options = place.Options with { Machine = place.Options.Machine with { BinaryFolders = Machine.This.BinaryFolders } };
        await using (var again = await place.Own())
            Assert.Equal(7, await Place.Ask(again.ConnectionString, "select n from kept"));
        var runs = File.ReadLines(tools.In("calls")).Where(call => call.StartsWith("run ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, runs.Length);
        Assert.All(runs, run => Assert.Contains("--network none", run, StringComparison.Ordinal));
        Assert.False(File.Exists(tools.In("container")));
    }

    [Fact]
    public async Task a_cluster_made_in_a_container_does_not_run_without_docker()
    {
        await using var place = new Place();
        await using var tools = new Place("unused");
        place.Options = place.Options with { Machine = await OnlyDocker(tools) };
        await using (var cluster = await place.Own())
            Assert.NotNull(cluster);
        place.Options = place.Options with { Machine = Machine.This with { Docker = null } };
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Assert.Equal($"The cluster in {place.Cluster} was made with Docker, which does not answer: start Docker, or choose "
            + "another EventOps__DataDirectory.", refused.Message);
    }

    private static async Task<Machine> OnlyDocker(Place tools)
    {
        await File.WriteAllTextAsync(tools.In("programs"), await Programs());
        var docker = tools.In("docker");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fake-docker"), docker);
        Folders.Permit(docker, Folders.Executable);
        return Machine.This with
        {
            Path = [],
            BinaryFolders = [],
            Npm = null,
            Docker = docker,
            CacheHome = tools.In("cache"),
            SharedCache = null,
        };
    }

    // Wherever this machine has them from: the first word of what a server was started with is its program.
    private static async Task<string> Programs()
    {
        await using var place = new Place();
        await using var cluster = await place.Own();
        var started = await File.ReadAllTextAsync(Path.Combine(place.Data, "postmaster.opts"));
        return Path.GetDirectoryName(started.Split(' ')[0])!;
    }
}
