namespace EventOps.Server.Tests.Access;

/// <summary>Attempts that were refused are noted, and who may see them.</summary>
public sealed class RefusedTests(ServerFixture server)
{
    [Fact]
    public async Task who_knocks_at_the_operators_doors_in_vain_is_noted()
    {
        var community = await server.NewCommunity();
        (await community.Owner.Post("/api/communities", new { community = "x", title = "X" })).MustBe(403, "access.not_allowed");
        await Eventually.Sees(
            () => Deliveries.CountOf(server.Database, $"eventops_refusals where tenant_id = '' and status = 403 and who = 'of {community.Name}'"),
            count => count > 0, "a refused attempt");

        // They are the operator's to see, page by page, and nobody else's: not even an owner's of a community.
        var doors = server.Asker("first", ServerFixture.OperatorKey);
        (await doors.Get("/api/communities/first/keys")).MustBe(403);
        var seen = await Eventually.Sees(() => doors.Get("/api/audit/refusals?limit=500"), answer => answer.Text.Contains($"of {community.Name}", StringComparison.Ordinal), "the attempt");
        var line = seen.MustBe(200).Json.GetProperty("refusals").EnumerateArray().Single(line => line.GetProperty("who").GetString() == $"of {community.Name}");
        Assert.Equal(("access.not_allowed", "POST", "/api/communities/"), (line.GetProperty("code").GetString(), line.GetProperty("method").GetString(), line.GetProperty("route").GetString()));
        var first = (await doors.Get("/api/audit/refusals?limit=1")).MustBe(200);
        Assert.Equal($"/api/audit/refusals?limit=1&before={first.Json.GetProperty("refusals")[0].GetProperty("id")}", first.Next);
        (await doors.Get("/api/audit/refusals?limit=0")).MustRefuse("limit:out_of_range");
        (await community.Owner.Get("/api/audit/refusals")).MustBe(403, "access.not_allowed");
        (await community.Anybody.Get("/api/audit/refusals")).MustBe(401, "access.key_missing");
    }
}
