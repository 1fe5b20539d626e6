namespace EventOps.Server.Tests.Exporting;

public sealed class MarkdownPagesTests(ServerFixture server)
{
    [Fact]
    public async Task an_agenda_is_there_as_markdown_and_an_unchanged_one_is_not_sent_again()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await Seen(meetup, (await meetup.Done("publish-agenda", new { })).Position);
        var path = $"/{meetup.Community.Name}/spring-meetup/agenda.md";

        var page = (await meetup.Community.Anybody.Get(path)).MustBe(200);

        Assert.Equal("text/markdown", page.MediaType);
        Assert.Contains("《WebAssembly 开源之路》", page.Text, StringComparison.Ordinal);
        Assert.Empty((await meetup.Community.Anybody.Get(path, ("If-None-Match", page.ETag!))).MustBe(304).Bytes);
    }

    [Fact]
    public async Task a_recap_is_there_once_it_is_published_and_not_before()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await Seen(meetup, (await meetup.Done("write-recap", new { summary = "A secret so far." })).Position);
        var path = $"/{meetup.Community.Name}/spring-meetup/recap.md";
        (await meetup.Community.Anybody.Get(path)).MustBe(404);
        Assert.DoesNotContain("secret", (await meetup.Community.Anybody.Get(path.Replace("recap", "agenda", StringComparison.Ordinal))).MustBe(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("WebAssembly", (await meetup.Community.Anybody.Get(path.Replace("recap", "agenda", StringComparison.Ordinal))).Text, StringComparison.Ordinal);

        await Seen(meetup, (await meetup.Done("publish-recap", new { })).Position);

        var page = (await meetup.Community.Anybody.Get(path)).MustBe(200);
        Assert.Contains("A secret so far.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestMeetup.DeckUrl, page.Text, StringComparison.Ordinal);
        (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/nowhere/recap.md")).MustBe(404);
    }

    private static async Task Seen(TestMeetup meetup, long position)
    {
        (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={position}")).MustBe(200);
        (await meetup.Community.Owner.Get($"{meetup.Path}/recap?view=draft&minPosition={position}")).MustBe(200);
    }
}
