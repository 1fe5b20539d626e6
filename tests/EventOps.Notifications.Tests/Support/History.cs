using EventOps.Domain.Meetups;
using EventOps.EventStore;
using NodaTime;

namespace EventOps.Notifications.Tests;

/// <summary>Stored events without a store: one meetup's past, with ids and positions from a counter.</summary>
internal sealed class History(string tenant = "sofa", int meetup = 1)
{
    public const string Talk = "从零到一：打造开源社区";

    private readonly List<RecordedEvent> events = [];

    public static DateTimeOffset Recorded { get; } = new(2021, 12, 1, 8, 30, 0, 120, TimeSpan.Zero);

    public Guid MeetupId { get; } = Id(0xAA, meetup);

    public IReadOnlyList<RecordedEvent> Events => events;

    public static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)number);

    public static EventScheduled Scheduled { get; } = new(
        "meetup-13", "SOFAStack 社区 “第 13 期”", null, null, null, [], "zh", null, new LocalDateTime(2021, 12, 18, 13, 0),
        new LocalDateTime(2021, 12, 18, 17, 0), "Asia/Shanghai", MeetupForm.Online, null, null);

    public static SpeakerAdded Speaker { get; } = new(Id(1, 1), "宋顺", "齐天", null, null, null);

    public static TalkAdded TalkAdded { get; } = new(
        Id(2, 1), Talk, TalkKind.Talk, null, [], null, [new TalkSpeaker(Id(1, 1)), new TalkSpeaker(Id(1, 2))]);

    public static SlidesAttached Attached { get; } = new(Id(3, 1), Id(2, 1), "主题演讲", "https://example.org/deck.pdf", 1);

    public static SlidesPublished Published { get; } = new(Id(3, 1), Id(2, 1), "主题演讲", "https://example.org/deck.pdf", 1);

    public static MeetupEvent[] UntilSlides { get; } =
        [Scheduled, Speaker, new SpeakerAdded(Id(1, 2), null, "凯撒", null, null, null), TalkAdded, Attached, Published];

    public History Then(params MeetupEvent[] happened) => ThenWith([], happened);

    public History ThenWith(Dictionary<string, string> headers, params MeetupEvent[] happened)
    {
        foreach (var e in happened)
        {
            var (type, data) = MeetupEvent.Names.Write(e);
            var number = events.Count + 1;
            events.Add(new RecordedEvent
            {
                Position = number * 10L, Id = Id(0xEE, number), Tenant = tenant, StreamId = MeetupId, StreamType = "meetup",
                Version = number, Type = type, Data = data, Timestamp = Recorded.AddMinutes(number), Headers = headers,
            });
        }

        return this;
    }
}
