using System.Text.Json;
using System.Text.RegularExpressions;
using EventOps.Server.Tests.Files;

namespace EventOps.Server.Tests.Communities;

public sealed class CommunityLookTests(ServerFixture server)
{
    [Fact]
    public async Task an_uploaded_logo_is_shown_at_an_address_that_browsers_keep_for_ever()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var community = meetup.Community;
        var logo = (await community.Owner.Upload(Samples.Png(), "image/png")).File();
        await Revised(community, new { logoFile = logo });
        var path = $"/{community.Name}/pictures/{logo}";
        foreach (var page in (string[])[$"/{community.Name}", $"/{community.Name}/{meetup.Slug}/agenda"])
            Assert.Contains(
                $"<img class=\"logo\" src=\"{path}\" alt",
                Regex.Match((await community.Anybody.Get(page)).MustBe(200).Text, "<a class=\"brand.*?</a>", RegexOptions.Singleline).Value, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(Samples.Png(), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", string.Join(", ", answer.Headers.GetValues("Cache-Control").SelectMany(v => v.Split(", "))));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; sandbox"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(logo, (await community.Anybody.Get("")).Json.GetProperty("picture").GetProperty("sha256").GetString());
        await Revised(community, new { logo = "" });
        Assert.DoesNotContain("/pictures/", (await community.Anybody.Get($"/{community.Name}")).MustBe(200).Text, StringComparison.Ordinal);
        (await community.Anybody.Get(path)).MustBe(404);
    }

    [Fact]
    public async Task only_what_a_community_shows_of_itself_has_an_address_there()
    {
        var (community, other) = (await server.NewCommunity(), await server.NewCommunity());
        var logo = (await community.Owner.Upload(Samples.Png(), null)).File();
        var hidden = (await community.Owner.Upload(Samples.Png(3, 3), null)).File();
        await Revised(community, new { logoFile = logo });
        (await community.Anybody.Get($"/{community.Name}/pictures/{logo}")).MustBe(200);
        (await community.Anybody.Get($"/{community.Name}/pictures/{hidden}")).MustBe(404);
        (await other.Anybody.Get($"/{other.Name}/pictures/{logo}")).MustBe(404);
        (await other.Owner.Send(HttpMethod.Patch, "", Json(new { logoFile = logo }))).MustBe(404, "file.not_found");
        var pdf = (await community.Owner.Upload(Samples.Pdf(1, "no picture"))).File();
        (await community.Owner.Send(HttpMethod.Patch, "", Json(new { logoFile = pdf }))).MustBe(422, "file.not_for_pages");
        (await community.Owner.Send(HttpMethod.Patch, "", Json(new { logoFile = "logo.png" }))).MustRefuse("logoFile:wrong_type");
    }

    [Fact]
    public async Task channels_are_shown_with_their_codes_on_catalogue_and_recap_and_none_twice()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var community = meetup.Community;
        var code = (await community.Owner.Upload(Samples.Png(), null)).File();
        await Revised(community, new
        {
            channels = new object[]
            {
                new { kind = "weChat", name = "Our account", pictureFile = code }, new { kind = "dingTalk", name = "Of the community", number = "34197075" },
                new { kind = "slack", name = "Slack", url = "https://chat.example.org/join" },
            },
        });
        await meetup.Done("set-channel", new { kind = "dingTalk", name = "Of the meetup", number = "34197075" });
        var done = await meetup.Done("publish-recap", new { });
        (await community.Anybody.Get($"{meetup.Path}/recap?minPosition={done.Position}")).MustBe(200);
        var catalogue = (await community.Anybody.Get($"/{community.Name}?lang=en")).MustBe(200).Text;
        Assert.Contains($"<img class=\"qr\" src=\"/{community.Name}/pictures/{code}\" alt=\"QR code: WeChat Our account\"", catalogue, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(catalogue, "<svg class=\"qr\""));
        Assert.Contains("Of the community", catalogue, StringComparison.Ordinal);
        (await community.Anybody.Get($"/{community.Name}/pictures/{code}")).MustBe(200);
        var recap = (await community.Anybody.Get($"/{community.Name}/{meetup.Slug}/recap?lang=en")).MustBe(200).Text;
        Assert.Contains("Our account", recap, StringComparison.Ordinal);
        Assert.Contains("Of the meetup", recap, StringComparison.Ordinal);
        Assert.DoesNotContain("Of the community", recap, StringComparison.Ordinal);
        Assert.DoesNotContain("Our account", (await community.Anybody.Get($"/{community.Name}/{meetup.Slug}/agenda")).MustBe(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_channel_says_how_to_get_there()
    {
        var community = await server.NewCommunity();
        (await community.Owner.Send(HttpMethod.Patch, "", Json(new { channels = new object[] { new { kind = "slack" }, new { kind = "other", name = "N", url = "javascript:alert(1)" } } })))
            .MustRefuse("channels[0].name:required", "channels[1].url:not_a_link");
        (await community.Owner.Send(HttpMethod.Patch, "", Json(new { channels = Enumerable.Repeat(new { kind = "slack", name = "N" }, 13) }))).MustRefuse("channels:too_many");
        (await community.Owner.Send(HttpMethod.Patch, "", Json(new { channels = new[] { new { kind = "pigeon", name = "N" } } }))).MustRefuse("channels[0].kind:wrong_type");
    }

    private static async Task Revised(TestCommunity community, object revision) =>
        (await community.Owner.Send(HttpMethod.Patch, "", Json(revision))).MustBe(200);

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
}
