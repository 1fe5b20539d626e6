using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Notifications.Messages;
using NodaTime;

namespace EventOps.Notifications.Tests.Texts;

/// <summary>One realistic fact of every kind, of one meetup, and the message that is made of it.</summary>
internal static class TextSamples
{
    private static readonly Guid Talk = History.Id(2, 1);
    private static readonly Guid Deck = History.Id(3, 1);
    private static readonly LocalDateTime OldStart = new(2021, 12, 11, 14, 0);
    private static readonly LocalDateTime Start = new(2021, 12, 18, 13, 0);
    private static readonly LocalDateTime End = new(2021, 12, 18, 17, 0);
    private static readonly Venue Space = new("蚂蚁 A 空间", "杭州市西湖区西溪路 556 号");

    public static MeetupEvent[] All { get; } =
    [
        History.Scheduled,
        new EventRevised("SOFAStack 社区 “第 13 期”", "服务治理", null, null, [], "zh", null),
        new SlugChanged("meetup-12", "meetup-13"),
        new AliasAdded("meetup-xiii"),
        new AliasRemoved("meetup-xiii"),
        new EventRescheduled(OldStart, new(2021, 12, 11, 17, 0), "Asia/Shanghai", Start, End, "Asia/Shanghai", "场地冲突"),
        new EventRelocated(MeetupForm.Online, null, null, MeetupForm.Hybrid, Space, "https://live.example.org/13", "报名人数超出预期"),
        new EventPostponed("台风预警"),
        new EventCancelled("疫情防控要求"),
        new EventReinstated("场地恢复开放"),
        History.Speaker,
        new SpeakerRevised(History.Id(1, 1), "宋顺", "齐天", "蚂蚁集团", "技术专家", null),
        new SpeakerRemoved(History.Id(1, 2)),
        History.TalkAdded,
        new TalkRevised(Talk, History.Talk, TalkKind.Keynote, null, [], null),
        new TalkWithdrawn(Talk, "讲师行程有变"),
        new SpeakersAssigned(Talk, [new TalkSpeaker(History.Id(1, 1))], null),
        new SlotPlaced(History.Id(4, 1), SlotKind.SignIn, null, null, 1, new(13, 0), new(13, 30), "一号厅", null, null),
        new SlotMoved(
            History.Id(4, 1), 1, new(13, 0), new(13, 30), "一号厅", null, 1, new(13, 30), new(14, 0), "二号厅", null, null),
        new SlotRemoved(History.Id(4, 1)),
        new AgendaPublished(1, null),
        History.Attached,
        new SlidesScheduled(Deck, Talk, AvailableFrom.EndOfTalk),
        new SlidesHeld(Deck, Talk),
        History.Published,
        new SlidesReplaced(
            Deck, Talk, "主题演讲", "https://example.org/deck.pdf", "主题演讲（修订）", "https://example.org/deck-2.pdf", 2, true,
            "修正性能数据"),
        new SlidesWithdrawn(Deck, Talk, "主题演讲", "https://example.org/deck.pdf", 1, true, "含未公开信息"),
        new RecordingAdded(History.Id(5, 1), Talk, "直播回放", "https://video.example.org/13"),
        new RecordingRemoved(History.Id(5, 1), "音轨缺失"),
        new RecapWritten("三位讲师分享了微服务治理的实践。"),
        new RecapPublished("照片稍后补充"),
        new RegistrationOpened("https://example.org/register", new(2021, 12, 17, 18, 0)),
        new RegistrationClosed("名额已满"),
        new ChannelSet(History.Id(6, 1), ChannelKind.DingTalk, "金融级分布式架构", "23390449", null, null),
        new ChannelRemoved(History.Id(6, 1)),
        new OrganiserAdded(History.Id(7, 1), "开源社", OrganiserRole.CoHost, "https://example.org/kaiyuanshe"),
        new OrganiserRemoved(History.Id(7, 1)),
        new ReferenceAdded(History.Id(8, 1), Talk, "源码解析", "https://example.org/source"),
        new ReferenceRemoved(History.Id(8, 1)),
        new PhotosAdded(History.Id(9, 1), "现场相册", "https://photos.example.org/13", PhotosKind.Album),
        new PhotosRemoved(History.Id(9, 1)),
        new PersonErased(History.Id(10, 1), [History.Id(1, 1)], []),
    ];

    /// <summary>The message of a fact that happens to the meetup of <see cref="History.UntilSlides"/>.</summary>
    public static Message Message(MeetupEvent happened, string? publicAddress = "https://meetups.example.org")
    {
        MeetupEvent[] past = happened is EventScheduled ? [] : [.. History.UntilSlides, .. Past(happened)];
        var history = new History().Then([.. past, happened]);
        var meetup = history.Events.Aggregate(
            Meetup.Initial, (state, e) => state.Evolve(MeetupEvent.Names.Read(e.Type, e.Data)));
        return new MessageWriter(publicAddress is null ? null : new Uri(publicAddress)).Write(history.Events[^1], happened, meetup);
    }

    // What must be there before it can be changed or taken away.
    private static IEnumerable<MeetupEvent> Past(MeetupEvent happened) => happened switch
    {
        SlotMoved or SlotRemoved => All.OfType<SlotPlaced>(),
        RecordingRemoved => All.OfType<RecordingAdded>(),
        ChannelRemoved => All.OfType<ChannelSet>(),
        OrganiserRemoved => All.OfType<OrganiserAdded>(),
        ReferenceRemoved => All.OfType<ReferenceAdded>(),
        PhotosRemoved => All.OfType<PhotosAdded>(),
        _ => [],
    };

    /// <summary>A message whose title says this.</summary>
    public static ReadOnlyMemory<byte> Titled(string title) => Message(History.Scheduled with { Title = title }).Body;

    public static ReadOnlyMemory<byte> Test { get; } =
        MessageWriter.WriteTest(History.Id(0xEE, 99), "sofa", History.Id(0x55, 1), History.Recorded);

    public static string Show(Notifications.Messages.Texts.MessageText text)
    {
        var shown = new StringBuilder($"[{text.Tone}] {text.Title}\n");
        foreach (var line in text.Lines)
            shown.Append($"{line.Label}{text.Colon}{line.Value}{(line.Link is { } link ? $" [{link.Text}]({link.Address})" : "")}\n");
        return shown.Append(text.Page is { } page ? $"[{page.Text}]({page.Address})" : "no page").ToString();
    }
}
