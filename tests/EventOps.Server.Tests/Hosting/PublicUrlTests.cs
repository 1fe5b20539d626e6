using System.Text.RegularExpressions;

namespace EventOps.Server.Tests.Hosting;

/// <summary>Behind a proxy: addresses that leave the server are where the world finds it, whatever a request says of its host.</summary>
public sealed class PublicUrlTests
{
    private const string World = "https://meetups.example.org";

    [Fact]
    public async Task every_address_that_leaves_the_server_is_the_worlds()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await StreamServer.Behind(World);
        var community = await server.NewCommunity();
        (await community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        var meetup = await (await community.Scheduled()).WithDeck();
        await meetup.Done("publish-agenda", new { });
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var done = await meetup.Done("publish-recap", new { });
        foreach (var wait in (string[])[$"{meetup.Path}/agenda", $"{meetup.Path}/recap", "meetups"])
            (await community.Anybody.Get($"{wait}?minPosition={done.Position}")).MustBe(200);
        var root = $"{World}/{community.Name}";
        Assert.Contains(root, System.Text.Encoding.UTF8.GetString((await receiver.Next()).Body), StringComparison.Ordinal);
        foreach (var (path, address) in ((string, string)[])[
            ($"/{community.Name}/feed.atom", $"{root}/{meetup.Slug}/recap"), ($"/{community.Name}/calendar.ics", $"{root}/{meetup.Slug}/agenda"),
            ($"/{community.Name}/{meetup.Slug}/agenda", $"<link rel=\"canonical\" href=\"{root}/{meetup.Slug}/agenda\""),
            ($"/{community.Name}/{meetup.Slug}/agenda", $"\"url\":\"{root}/{meetup.Slug}/agenda\""),
            ($"/{community.Name}/{meetup.Slug}/agenda.ics", $"{root}/{meetup.Slug}/"), ("events?after=0", root)])
        {
            // Who asks through a proxy names some host; nothing of it may come back.
            var answer = (await community.Anybody.Get(path, ("Host", "evil.example.net"), ("X-Forwarded-Host", "evil.example.net"), ("Forwarded", "host=evil.example.net"))).MustBe(200);
            // Lines of a calendar are folded at 75 bytes.
            var text = Regex.Replace(answer.Text, "\r\n ", "", RegexOptions.None, TimeSpan.FromSeconds(1));
            Assert.Contains(address, text, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Address.Authority, text, StringComparison.Ordinal);
        }

        Assert.StartsWith($"{root}/hand-in/", await Url(community, $"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-link"), StringComparison.Ordinal);
        Assert.StartsWith($"{root}/preview/", await Url(community, $"{meetup.Path}/preview-link"), StringComparison.Ordinal);
    }

    private static async Task<string> Url(TestCommunity community, string path) =>
        (await community.Owner.Post(path, "{}")).MustBe(201).Json.GetProperty("url").GetString()!;
}
