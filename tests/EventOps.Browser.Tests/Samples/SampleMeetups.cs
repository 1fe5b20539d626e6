using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Catalogue;
using EventOps.Server.SpeakerLinks;
using NodaTime;

namespace EventOps.Browser.Tests.Samples;

/// <summary>The community that the tests look at, and the moment at which they look.</summary>
internal static class SampleMeetups
{
    public const string Community = "sofastack";

    public static CommunityPicture Picture { get; } = new(new string('c', 64), "image/png");

    /// <summary>A blue and white board of 96 by 32 pixels.</summary>
    public static byte[] PictureBytes { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAGAAAAAgCAIAAABiouoDAAAAV0lEQVR42u3YMREAMAgDQFRUXQXjihpoKwCey5jppxxRj1s7r5nWD0CAAAEC"
        + "BAhQWyAQ/z4gQIAAAQIEqC8QCEsaECBAgAAB8g8yFC1pQIAAAQIEaFT/AF0xS3jEU8FmAAAAAElFTkSuQmCC");

    public static ValueList<CommunityChannel> Channels { get; } =
        [new(ChannelKind.WeChat, "金融级分布式架构", Picture: Picture), new(ChannelKind.Slack, "SOFAStack", Url: "https://chat.example.org/join/sofastack")];

    public static Instant Now { get; } = Instant.FromUtc(2026, 11, 21, 0, 0);

    public static IReadOnlyDictionary<string, Story> Stories { get; } =
        new[] { OpenDay.Tell(), TwoRooms.Tell(), TwoRooms.OfSize(1), TwoRooms.OfSize(8), TwoRooms.OfSize(60), TwoRooms.OfSize(60, "talkative", string.Concat(Enumerable.Repeat("一段很长的介绍。", 200))),
            Hostile.Tell(), Bare(), Postponed(), CalledOff(), Soon() }
            .ToDictionary(story => story.Slug);

    public static IReadOnlyList<CatalogueLine> Lines => [.. Stories.Values.Select(story => story.Line)];

    /// <summary>What a speaker's link shows: with a deck as a link, one as a file, one that is out.</summary>
    public static HandInView HandedIn(string state) => new(
        "SOFA Channel#42", "WASM 中的 GC 遐想",
        [
            new(Story.Id("handed", "link"), "讲稿", "https://decks.example.org/a/rather/long/address/that/does/not/break/by/itself.pdf", false, null),
            new(Story.Id("handed", "file"), "Slides", "slides/x/v/1", false, new(new string('a', 64), 3_100_000, "application/pdf", 24, null)),
            new(Story.Id("handed", "out"), Hostile.Long, "https://decks.example.org/out.pdf", true, null),
        ],
        Story.Id("handed", "next"), state is "done")
    {
        Problem = state is "refused" ? "file.type_unknown" : null,
    };

    private static Story Bare() => new Story(Community, "bare").Scheduled(
        "云原生夜话 第三期", new(2027, 2, 6, 19, 30), null, "Asia/Shanghai", "zh", series: "云原生夜话", tags: ["云原生"],
        form: MeetupForm.Onsite);

    private static Story Postponed() => new Story(Community, "postponed").Scheduled(
        "SOFA Meetup 成都站", new(2026, 12, 5, 14, 0), new LocalDateTime(2026, 12, 5, 17, 0), "Asia/Shanghai", "zh",
        series: "SOFA Meetup", form: MeetupForm.Onsite, venue: new("菁蓉汇 2 号楼", "成都市高新区天府大道北段 1700 号"))
        .Then(new EventPostponed("场地临时维修。"));

    private static Story CalledOff() => new Story(Community, "called-off").Scheduled(
        "SOFA Meetup 南京站", new(2026, 12, 1, 14, 0), null, "Asia/Shanghai", "zh", form: MeetupForm.Onsite)
        .Then(new EventCancelled("场地不可用。"));

    // Tomorrow: nobody can sign up any more, and the slides come out by themselves.
    private static Story Soon()
    {
        var story = new Story(Community, "soon").Scheduled(
            "SOFA Channel#42", new(2026, 11, 22, 19, 0), new LocalDateTime(2026, 11, 22, 20, 30), "Asia/Shanghai", "zh",
            series: "SOFA Channel", stream: "https://live.example.org/42")
            .Speaker("a", null, "潇潇", "某云")
            .Talk("one", "WASM 中的 GC 遐想", ["a"]).Slot(new(19, 0), new(20, 0), "one")
            .Then(new AgendaPublished(1, null))
            .Then(new RegistrationOpened("https://tickets.example.org/42", new LocalDateTime(2026, 11, 20, 18, 0)));
        var (deck, talk) = (story.Of("deck", "later"), story.Of("talk", "one"));
        var (kept, file) = (story.Of("deck", "kept"), new DeckFile(new string('b', 64), 3_100_000, "application/pdf", 24, null));
        story.Then(new SlidesAttached(kept, null, "Warm-up", $"slides/{kept}/v/1", 1, file)).Then(new SlidesPublished(kept, null, "Warm-up", $"slides/{kept}/v/1", 1, file));
        return story.Then(new SlidesAttached(deck, talk, "Not to be seen yet", "https://decks.example.org/later.pdf", 1))
            .Then(new SlidesScheduled(deck, talk, AvailableFrom.EndOfTalk));
    }
}
