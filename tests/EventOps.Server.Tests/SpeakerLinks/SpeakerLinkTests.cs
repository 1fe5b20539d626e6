using System.Text.RegularExpressions;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.SpeakerLinks;

public sealed class SpeakerLinkTests(ServerFixture server)
{
    private const string Link = "https://example.org/handed-in.pdf";

    [Fact]
    public async Task a_speaker_without_an_account_hands_in_slides_that_wait_for_the_organizers()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var (path, id) = await Made(meetup);
        var page = (await meetup.Community.Anybody.Get(path)).MustBe(200);
        Assert.Contains("WebAssembly 开源之路", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        var slides = Regex.Match(page.Text, "name=\"slides\" value=\"([^\"]+)\"").Groups[1].Value;

        Assert.Equal($"{path}?done", (await Send(meetup, path, slides, "My deck", Link)).MustBe(303).Location);
        (await Send(meetup, path, slides, "My deck", Link)).MustBe(303);
        Assert.Single(await meetup.Stored(), "slides_attached");
        (await Send(meetup, path, slides, "My deck, better", Link + "?2")).MustBe(303);
        Assert.Equal("slides_replaced", (await meetup.Stored())[^1]);
        Assert.Contains($"link:{id}", (await meetup.Community.Owner.Get($"{meetup.Path}/history")).Text, StringComparison.Ordinal);
        Assert.Contains("My deck, better", (await meetup.Community.Anybody.Get(path + "?done")).MustBe(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("handed-in", (await meetup.Community.Anybody.Get(meetup.Path)).Text, StringComparison.Ordinal);

        await meetup.Done("publish-slides", new { slidesId = slides });
        (await Send(meetup, path, slides, "Too late", Link + "?3")).MustBe(422);
        Assert.Equal("slides_published", (await meetup.Stored())[^1]);
    }

    [Fact]
    public async Task a_link_is_for_one_talk_only()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("add-talk", new { talkId = Ids.Id(20), title = "Another" });
        await meetup.Done("attach-slides", new { slidesId = Ids.Id(21), talkId = Ids.Id(20), title = "Of another", url = "https://example.org/another.pdf" });
        var (path, _) = await Made(meetup);
        Assert.DoesNotContain("Of another", (await meetup.Community.Anybody.Get(path)).Text, StringComparison.Ordinal);
        var before = await meetup.Stored();
        (await Send(meetup, path, $"{Ids.Id(21)}", "Mine now", Link)).MustBe(422);
        (await Send(meetup, path, "no id", "T", Link)).MustBe(422);
        (await Send(meetup, path, $"{Ids.Id(30)}", "T", "javascript:alert(1)")).MustBe(422);
        (await Send(meetup, path, $"{Ids.Id(30)}", "", Link)).MustBe(422);
        Assert.Equal(before, await meetup.Stored());
    }

    [Fact]
    public async Task a_link_that_is_revoked_or_made_up_or_of_another_community_opens_nothing()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var links = $"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-links";
        var (path, id) = await Made(meetup);
        var listed = (await meetup.Community.Owner.Get(links)).MustBe(200);
        Assert.Equal(id, listed.Json.GetProperty("links")[0].GetProperty("linkId").GetGuid());
        Assert.DoesNotContain(path.Split('/')[^1], listed.Text, StringComparison.Ordinal);

        var other = await server.NewCommunity();
        (await other.Anybody.Get(path.Replace(meetup.Community.Name, other.Name, StringComparison.Ordinal))).MustBe(404);
        (await meetup.Community.Anybody.Get(path[..^1] + (path[^1] == 'A' ? 'E' : 'A'))).MustBe(404);
        (await meetup.Community.Owner.Send(HttpMethod.Delete, $"{links}/{id}", null)).MustBe(204);
        (await meetup.Community.Anybody.Get(path)).MustBe(404);
        (await Send(meetup, path, $"{Ids.Id(30)}", "T", Link)).MustBe(404);
        (await meetup.Community.Owner.Send(HttpMethod.Delete, $"{links}/{id}", null)).MustBe(404, "link.not_found");
        Assert.DoesNotContain("slides_attached", await meetup.Stored());
    }

    [Fact]
    public async Task a_link_ends_with_its_time_and_with_its_talk()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var soon = TimeProvider.System.GetUtcNow().AddSeconds(2).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        var (path, _) = await Made(meetup, soon);
        await Eventually.Sees(async () => (await meetup.Community.Anybody.Get(path)).Status, status => status == 404, "a link that is over");
        var (open, _) = await Made(meetup);
        await meetup.Done("withdraw-talk", new { talkId = TestMeetup.Talk, reason = "R" });
        (await meetup.Community.Anybody.Get(open)).MustBe(404);
    }

    private static async Task<(string Path, Guid Id)> Made(TestMeetup meetup, string? expiresAt = null)
    {
        var made = (await meetup.Community.Owner.Post($"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-link", new { expiresAt })).MustBe(201).Json;
        return (made.GetProperty("url").GetString()!, made.GetProperty("linkId").GetGuid());
    }

    private static Task<Answer> Send(TestMeetup meetup, string path, string slides, string title, string url) => meetup.Community.Anybody.Send(
        HttpMethod.Post, path, new FormUrlEncodedContent(new Dictionary<string, string> { ["slides"] = slides, ["title"] = title, ["url"] = url }));
}
