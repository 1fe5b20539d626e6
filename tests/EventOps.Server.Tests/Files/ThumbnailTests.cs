using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Server.Files;
using EventOps.Server.Files.Sniffing;

namespace EventOps.Server.Tests.Files;

public sealed class ThumbnailTests(ServerFixture server)
{
    [Fact]
    public async Task the_picture_that_a_presentation_carries_is_its_preview()
    {
        var community = await server.NewCommunity();
        var meetup = await (await community.Scheduled("carried")).WithTalk();
        var bytes = Samples.With(Samples.Pptx(2, community.Name), "docProps/thumbnail.jpeg", Samples.Jpeg);
        var uploaded = (await community.Owner.Upload(bytes, null)).MustBe(201);
        Assert.Equal(16, uploaded.Json.GetProperty("preview").GetProperty("width").GetInt32());
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Slides, talkId = TestMeetup.Talk, title = "T", file = uploaded.File() });
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var preview = (await community.Anybody.Get($"{meetup.Deck()}/v/1/preview")).MustBe(200);
        Assert.Equal("image/jpeg", preview.MediaType);
        Assert.Equal(Samples.Jpeg, preview.Bytes);
    }

    [Fact]
    public async Task every_kind_has_its_own_place_for_it()
    {
        Assert.Equal(new(2, 2), await Taken(Samples.With(Samples.Odp(), "Thumbnails/thumbnail.png", Samples.Png()), FileTypes.Odp));
        Assert.Equal(new(16, 9), await Taken(Samples.With(Samples.Keynote(), "preview.jpg", Samples.Jpeg), FileTypes.Keynote));
        Assert.Null(await Taken(Samples.With(Samples.Keynote(), "docProps/thumbnail.jpeg", Samples.Jpeg), FileTypes.Keynote));
        Assert.Null(await Taken(Samples.Odp(), FileTypes.Odp));
    }

    [Fact]
    public async Task what_is_no_small_picture_of_the_right_kind_is_left_alone()
    {
        byte[][] wrong =
        [
            [], Encoding.UTF8.GetBytes("<svg onload=alert(1)>"), Samples.Png(5_000, 2), Samples.Jpeg, [.. Samples.Png(), 0],
            [.. Samples.Png()[..^12], .. new byte[3 * 1024 * 1024], .. Samples.Png()[^12..]],
        ];
        foreach (var picture in wrong)
            Assert.Null(await Taken(Samples.With(Samples.Odp(), "Thumbnails/thumbnail.png", picture), FileTypes.Odp));
    }

    private static async Task<PreviewSize?> Taken(byte[] deck, string mediaType)
    {
        using var file = new MemoryStream(deck);
        await using var look = await Thumbnail.Take(file, mediaType, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), TestContext.Current.CancellationToken);
        Assert.Equal(look.Preview is not null, File.Exists(look.Picture));
        return look.Preview;
    }
}
