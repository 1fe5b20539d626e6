using Npgsql;
using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

public sealed class PathTests
{
    [Fact]
    public async Task a_path_too_long_for_a_socket_gets_a_private_folder_elsewhere()
    {
        await using var place = new Place(string.Join('/', Enumerable.Repeat("a-long-name-of-a-folder", 8)));
        await using var cluster = await place.Own();
        var socket = new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Host!;
        Assert.False(socket.StartsWith(place.Cluster, StringComparison.Ordinal));
        Assert.Equal(Folders.Private, File.GetUnixFileMode(socket));
        Assert.Equal(1, await Place.Ask(cluster.ConnectionString, "select 1"));
    }

    [Theory]
    [InlineData("meet ups")]
    [InlineData("it's \"ours\"")]
    [InlineData("$HOME;`x`")]
    [InlineData("a,b:c=d")]
    [InlineData("社区")]
    public async Task a_folder_may_have_any_name(string name)
    {
        await using var place = new Place(name);
        await using var cluster = await place.Own();
        Assert.Equal(1, await Place.Ask(cluster.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task a_link_in_place_of_the_sockets_folder_is_refused()
    {
        await using var place = new Place();
        await using (var cluster = await place.Own())
            Assert.NotNull(cluster);
        Directory.Delete(Path.Combine(place.Cluster, "socket"), recursive: true);
        Directory.CreateDirectory(place.In("trap"));
        Directory.CreateSymbolicLink(Path.Combine(place.Cluster, "socket"), place.In("trap"));
        await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Directory.Delete(Path.Combine(place.Cluster, "socket"));
    }

    [Fact]
    public async Task a_data_directory_below_a_closed_folder_works_and_is_found_again()
    {
        await using var place = new Place("closed/data");
        Directory.CreateDirectory(place.In("closed"), Folders.Private);
        await using (var first = await place.Own())
            await Place.Ask(first.ConnectionString, "create table kept as select 7 as n");
        await using var again = await place.Own();
        Assert.Equal(7, await Place.Ask(again.ConnectionString, "select n from kept"));
        // Root's database runs as somebody who cannot enter; everybody else's runs as themselves.
        Assert.Equal(Environment.IsPrivilegedProcess,
            File.Exists(Path.Combine(place.Options.DataDirectory, "postgres-is-elsewhere.txt")));
    }

    [Fact]
    public async Task a_half_made_cluster_is_made_anew()
    {
        await using var place = new Place();
        Directory.CreateDirectory(Path.Combine(place.Cluster, "data.new", "base"));
        await using var cluster = await place.Own();
        Assert.Equal(1, await Place.Ask(cluster.ConnectionString, "select 1"));
        Assert.False(Directory.Exists(Path.Combine(place.Cluster, "data.new")));
    }
}
