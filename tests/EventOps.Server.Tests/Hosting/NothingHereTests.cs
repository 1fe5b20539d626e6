namespace EventOps.Server.Tests.Hosting;

public sealed class NothingHereTests(ServerFixture server)
{
    private static readonly (string, string) Browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    [Fact]
    public async Task a_browser_at_an_address_without_anything_gets_a_page_that_leads_back()
    {
        var community = await server.NewCommunity();
        var page = (await community.Anybody.Get($"/{community.Name}/a/b/c/d?lang=en", Browser)).MustBe(404);
        Assert.Equal("text/html", page.MediaType);
        Assert.Contains($"href=\"/{community.Name}?lang=en\"", page.Text, StringComparison.Ordinal);
        Assert.Equal("text/html", (await community.Anybody.Get("/nobody-here/a/b/c/d", Browser)).MustBe(404).MediaType);
        Assert.Equal("text/html", (await community.Anybody.Get("/%22%3Cscript%3E/a/b/c/d", Browser)).MustBe(404).MediaType);
    }

    [Fact]
    public async Task a_program_there_gets_a_problem()
    {
        var community = await server.NewCommunity();
        (await community.Anybody.Get($"/{community.Name}/a/b/c/d")).MustBe(404, "route.not_found");
        (await community.Anybody.Send(HttpMethod.Post, $"/{community.Name}/a/b/c/d", null, Browser)).MustBe(404, "route.not_found");
        (await community.Owner.Get("nothing-here", Browser)).MustBe(404, "route.not_found");
    }
}
