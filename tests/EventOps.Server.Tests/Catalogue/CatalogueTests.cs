namespace EventOps.Server.Tests.Catalogue;

public sealed class CatalogueTests(ServerFixture server)
{
    [Theory]
    [InlineData("", "march", "april", "may")]
    [InlineData("order=desc", "may", "april", "march")]
    [InlineData("status=cancelled", "april")]
    [InlineData("status=scheduled", "march", "may")]
    [InlineData("from=2031-04-01", "april", "may")]
    [InlineData("to=2031-04-01", "march")]
    [InlineData("from=2031-04-10T05:00:00Z&to=2031-04-10T05:00:01Z", "april")]
    [InlineData("from=2031-04-10T05:00:01Z&to=2031-05-01")]
    [InlineData("series=Evenings", "march")]
    [InlineData("tag=WASM", "may")]
    [InlineData("tag=wasm&status=cancelled")]
    [InlineData("q=about%20APRIL", "april")]
    [InlineData("q=凯撒", "may")]
    [InlineData("q=secret")]
    public async Task meetups_are_found_by(string query, params string[] slugs)
    {
        var (community, position) = await ThreeMeetups();
        var found = (await community.Anybody.Get($"meetups?minPosition={position}&{query}")).MustBe(200);
        Assert.Equal(slugs, Slugs(found));
        Assert.Null(found.Next);
    }

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task pages_follow_each_other_without_a_miss_or_a_repeat(string order)
    {
        var (community, position) = await ThreeMeetups();
        var met = new List<string?>();
        var page = (await community.Anybody.Get($"meetups?minPosition={position}&limit=1&order={order}")).MustBe(200);
        met.AddRange(Slugs(page));
        while (page.Next is { } next)
        {
            page = (await community.Anybody.Get(next)).MustBe(200);
            met.AddRange(Slugs(page));
        }

        Assert.Equal(order == "asc" ? ["march", "april", "may"] : ["may", "april", "march"], met);
    }

    private async Task<(TestCommunity Community, long Position)> ThreeMeetups()
    {
        var community = await server.NewCommunity();
        var march = await community.Scheduled("march", "2031-03-10T13:00");
        await march.Done("revise-event", new { series = "Evenings" });
        var april = await community.Scheduled("april", "2031-04-10T13:00");
        await april.Done("revise-event", new { title = "All about April" });
        await april.Done("add-talk", new { title = "A secret talk" });
        await april.Done("cancel-event", new { reason = "rain" });
        var may = await (await community.Scheduled("may", "2031-05-10T13:00")).WithTalk();
        await may.Done("revise-event", new { tags = new[] { "Wasm" } });
        return (community, (await may.Done("publish-agenda", new { })).Position);
    }

    private static IEnumerable<string?> Slugs(Answer page) =>
        page.Json.GetProperty("meetups").EnumerateArray().Select(line => line.GetProperty("slug").GetString());
}
