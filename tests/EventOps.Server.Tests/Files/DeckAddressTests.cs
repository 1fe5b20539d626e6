using EventOps.Testing;

namespace EventOps.Server.Tests.Files;

public sealed class DeckAddressTests(ServerFixture server)
{
    [Fact]
    public async Task what_is_not_published_leaks_nowhere()
    {
        var community = await server.NewCommunity();
        var (meetup, bytes, hash) = await community.WithFile("hidden");
        await Hidden(meetup, hash, 404);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides, availableFrom = "2031-04-12T18:00" });
        await Hidden(meetup, hash, 404);
        var other = (await community.Owner.Upload(Samples.Pdf(3, "second"))).MustBe(201).File();
        await meetup.Done("replace-slides", new { slidesId = TestMeetup.Slides, file = other });
        var published = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        (await Anybody(meetup, "/v/1")).MustBe(404);
        (await Anybody(meetup, "/v/1/preview")).MustBe(404);
        Assert.Equal(Samples.Pdf(3, "second"), (await Anybody(meetup, "")).MustBe(200).Bytes);
        await meetup.Done("withdraw-slides", new { slidesId = TestMeetup.Slides, reason = "Not ours to show" });
        await Hidden(meetup, hash, 410);
        (await Anybody(meetup, "/v/1")).MustBe(404);
        // The test would see it, were it there.
        Assert.Equal(bytes, (await community.Owner.Get($"files/{hash}/content")).MustBe(200).Bytes);
        Assert.Contains(hash, (await community.Owner.Get($"{meetup.Path}/history?minPosition={published.Position}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_published_deck_has_an_address_for_its_latest_version_and_one_for_each()
    {
        var community = await server.NewCommunity();
        var (meetup, bytes, hash) = await community.WithFile("shown");
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var latest = (await Anybody(meetup, "")).MustBe(200);
        Assert.Equal(bytes, latest.Bytes);
        Assert.Equal($"\"{hash}\"", latest.ETag);
        await meetup.Done("replace-slides", new { slidesId = TestMeetup.Slides, file = (await community.Owner.Upload(Samples.Png(), null)).File(), reason = "A figure" });
        Assert.Equal(bytes, (await Anybody(meetup, "/v/1")).MustBe(200).Bytes);
        Assert.Equal("image/png", (await Anybody(meetup, "")).MustBe(200).MediaType);
        Assert.Equal(Samples.Png(), (await Anybody(meetup, "/v/2")).MustBe(200).Bytes);
        Assert.Equal("image/jpeg", (await Anybody(meetup, "/v/1/preview")).MustBe(200).MediaType);
        (await Anybody(meetup, "/v/2/preview")).MustBe(404);
        (await Anybody(meetup, "/v/3")).MustBe(404);
        (await community.Anybody.Get($"/{community.Name}/shown/slides/{Guid.AllBitsSet}")).MustBe(404);
    }

    [Fact]
    public async Task another_community_does_not_have_it()
    {
        var (one, other) = (await server.NewCommunity(), await server.NewCommunity());
        var (meetup, _, _) = await one.WithFile("ours");
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await other.Scheduled("ours");
        (await other.Anybody.Get($"/{other.Name}/ours/slides/{TestMeetup.Slides}")).MustBe(404);
        (await other.Anybody.Get($"/{other.Name}/{meetup.Id}/slides/{TestMeetup.Slides}")).MustBe(404);
    }

    [Fact]
    public async Task a_link_is_followed_without_saying_from_where()
    {
        var community = await server.NewCommunity();
        var meetup = await (await community.Scheduled("linked")).WithDeck();
        (await Anybody(meetup, "")).MustBe(404);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var answer = (await Anybody(meetup, "")).MustBe(302);
        Assert.Equal(TestMeetup.DeckUrl, answer.Location);
        Assert.Equal(TestMeetup.DeckUrl, (await Anybody(meetup, "/v/1")).MustBe(302).Location);
        (await Anybody(meetup, "/v/1/preview")).MustBe(404);
    }

    [Fact]
    public async Task curl_reads_ranges_and_goes_on_where_it_stopped()
    {
        var (meetup, bytes, hash) = await (await server.NewCommunity()).WithFile("ranges", pages: 40);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var address = new Uri(server.Address, $"{meetup.Deck()}/v/1").ToString();
        var folder = Directory.CreateTempSubdirectory("eventops-curl-").FullName;
        Assert.Equal("206", await Curl(folder, "-r", "10-29", "-o", "middle", address));
        Assert.Equal(bytes[10..30], await Read(folder, "middle"));
        Assert.Equal("206", await Curl(folder, "-r", "-25", "-o", "end", address));
        Assert.Equal(bytes[^25..], await Read(folder, "end"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "whole"), bytes[..100]);
        Assert.Equal("206", await Curl(folder, "-C", "-", "-o", "whole", address));
        Assert.Equal(bytes, await Read(folder, "whole"));
        Assert.Equal("206", await Curl(folder, "-r", "0-1", "-H", $"If-Range: \"{hash}\"", "-o", "same", address));
        Assert.Equal("200", await Curl(folder, "-r", "0-1", "-H", "If-Range: \"other\"", "-o", "changed", address));
        Assert.Equal("416", await Curl(folder, "-r", "999999-", "-o", "beyond", address));
        Assert.Equal("304", await Curl(folder, "-H", $"If-None-Match: \"{hash}\"", "-o", "known", address));
        Assert.Equal("200", await Curl(folder, "-I", "-o", "head", address));
        var head = (await File.ReadAllTextAsync(Path.Combine(folder, "head"))).ToLowerInvariant();
        Assert.Contains($"content-length: {bytes.Length}\r\n", head, StringComparison.Ordinal);
        Assert.Contains("accept-ranges: bytes\r\n", head, StringComparison.Ordinal);
        Assert.Contains("x-content-type-options: nosniff\r\n", head, StringComparison.Ordinal);
        Assert.Contains("content-security-policy: default-src 'none'; sandbox\r\n", head, StringComparison.Ordinal);
        Assert.Contains("cache-control: public, max-age=31536000, immutable\r\n", head, StringComparison.Ordinal);
        // The title in its own script, and a fallback for those who read only ASCII.
        Assert.Contains("filename*=utf-8''%e7%bc%96%e8%af%91%e5%99%a8%20internals.pdf", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task pages_files_and_messages_lead_to_it()
    {
        var community = await server.NewCommunity();
        var (meetup, _, _) = await community.WithFile("told", pages: 24);
        var position = (await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides })).Position;
        var agenda = await community.Anybody.Get($"{meetup.Path}/agenda?minPosition={position}");
        Assert.Contains($"\"url\":\"{meetup.Deck()}\"", agenda.MustBe(200).Text, StringComparison.Ordinal);
        Assert.Contains($"{meetup.Deck()}", (await community.Anybody.Get($"/{community.Name}/told/talks.csv")).MustBe(200).Text, StringComparison.Ordinal);
        var page = (await community.Anybody.Get($"/{community.Name}/told/talks/{TestMeetup.Talk}?lang=zh")).MustBe(200).Text;
        Assert.Contains("PDF · 24 页 · ", page, StringComparison.Ordinal);
        Assert.Contains($"<img src=\"{meetup.Deck()}/v/1/preview\" width=\"640\" height=\"360\"", page, StringComparison.Ordinal);
        Assert.Contains("24 pages", (await community.Anybody.Get($"/{community.Name}/told/talks/{TestMeetup.Talk}?lang=en")).Text, StringComparison.Ordinal);
        var events = await community.Anybody.Get("events?types=eventops.slides.published.v1");
        Assert.Contains($"\"url\":\"{meetup.Deck()}/v/1\"", events.MustBe(200).Text, StringComparison.Ordinal);
        Assert.Contains($"\"url\":\"/{community.Name}/told/slides/", (await community.Owner.Get(meetup.Path)).Text, StringComparison.Ordinal);
    }

    private static async Task Hidden(TestMeetup meetup, string hash, int status)
    {
        foreach (var path in (string[])["", "/v/1", "/v/1/preview"])
        {
            if (status != 410 || path.Length == 0)
                (await Anybody(meetup, path)).MustBe(status);
        }

        foreach (var path in (string[])[$"{meetup.Path}/agenda", meetup.Path, "events?after=0", $"/{meetup.Community.Name}/{meetup.Slug}/agenda", $"/{meetup.Community.Name}/{meetup.Slug}/schedule.json"])
            Assert.DoesNotContain(hash, (await meetup.Community.Anybody.Get(path)).MustBe(200).Text, StringComparison.Ordinal);
        (await meetup.Community.Anybody.Get($"files/{hash}/content")).MustBe(401);
    }

    private static Task<Answer> Anybody(TestMeetup meetup, string path) => meetup.Community.Anybody.Get(meetup.Deck() + path);

    private static async Task<string> Curl(string folder, params string[] arguments)
    {
        var end = await NodeTools.Run("curl", ["-s", "-S", "-w", "%{http_code}", .. arguments], folder);
        Assert.True(end.ExitCode == 0, end.Errors);
        return end.Output;
    }

    private static Task<byte[]> Read(string folder, string name) => File.ReadAllBytesAsync(Path.Combine(folder, name));
}
