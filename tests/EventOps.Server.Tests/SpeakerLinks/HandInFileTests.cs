using System.Net.Http.Headers;
using EventOps.Server.Tests.Files;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.SpeakerLinks;

public sealed class HandInFileTests(ServerFixture server)
{
    [Fact]
    public async Task a_speaker_hands_in_a_file_and_then_a_better_one()
    {
        var (meetup, path) = await Linked();
        (await Send(meetup, path, Samples.Pdf(3, $"first {path}"))).MustBe(303);
        (await Send(meetup, path, Samples.Pdf(3, $"first {path}"))).MustBe(303);
        Assert.Single(await meetup.Stored(), "slides_attached");
        (await Send(meetup, path, Samples.Pptx(5, $"second {path}"), url: "https://example.org/goes-after-a-file.pdf")).MustBe(303);
        Assert.Equal("slides_replaced", (await meetup.Stored())[^1]);
        var page = (await meetup.Community.Anybody.Get(path + "?lang=en")).MustBe(200).Text;
        Assert.Contains("PPTX · 5 pages", page, StringComparison.Ordinal);
        (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/slides/{Ids.Id(30)}")).MustBe(404);
        await meetup.Done("publish-slides", new { slidesId = Ids.Id(30) });
        (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/slides/{Ids.Id(30)}")).MustBe(200);
    }

    [Fact]
    public async Task a_link_goes_with_a_form_that_chose_no_file()
    {
        var (meetup, path) = await Linked();
        (await Send(meetup, path, [], url: "https://example.org/deck.pdf")).MustBe(303);
        Assert.Contains("https://example.org/deck.pdf", (await meetup.Community.Anybody.Get(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_no_deck_is_refused_with_its_reason_and_stores_nothing()
    {
        var (meetup, path) = await Linked();
        var before = await meetup.Stored();
        Assert.Contains("file.executable", (await Send(meetup, path, "MZ and so on"u8.ToArray())).MustBe(422).Text, StringComparison.Ordinal);
        Assert.Contains("file.empty", (await Send(meetup, path, [])).MustBe(422).Text, StringComparison.Ordinal);
        Assert.Contains("request.malformed", (await Send(meetup, path, Samples.Pdf(1, "untitled"), title: " ")).MustBe(422).Text, StringComparison.Ordinal);
        Assert.Contains("request.malformed", (await Send(meetup, path, Samples.Pdf(1, "long"), title: new string('t', 17_000))).MustBe(422).Text, StringComparison.Ordinal);
        using var noBoundary = new ByteArrayContent([1, 2, 3]);
        noBoundary.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data");
        (await meetup.Community.Anybody.Send(HttpMethod.Post, path, noBoundary)).MustBe(422);
        Assert.Equal(before, await meetup.Stored());
    }

    [Fact]
    public async Task a_file_without_an_open_link_is_not_received()
    {
        var (meetup, path) = await Linked();
        (await Send(meetup, path[..^1] + (path[^1] == 'A' ? 'E' : 'A'), Samples.Pdf(1, "x"))).MustBe(404);
    }

    private async Task<(TestMeetup Meetup, string Path)> Linked()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var made = (await meetup.Community.Owner.Post($"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-link", "{}")).MustBe(201).Json;
        return (meetup, made.GetProperty("url").GetString()!);
    }

    // As browsers send it: the fields in the order of the form, the file last.
    private static async Task<Answer> Send(TestMeetup meetup, string path, byte[] file, string title = "My deck", string url = "")
    {
        using var content = new ByteArrayContent(file);
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"{Ids.Id(30)}"), "slides" }, { new StringContent(title), "title" }, { new StringContent(url), "url" }, { content, "file", "deck" },
        };
        return await meetup.Community.Anybody.Send(HttpMethod.Post, path, form);
    }
}
