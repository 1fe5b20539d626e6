using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Testing.Histories;

/// <summary>Events with readable defaults: a meetup on 2021-12-18, 13:00 to 17:00 in Shanghai.</summary>
public static class Happenings
{
    public static readonly LocalDateTime Start = new(2021, 12, 18, 13, 0);
    public static readonly LocalDateTime End = new(2021, 12, 18, 17, 0);

    public static readonly Guid Ann = Id(201);
    public static readonly Guid Bo = Id(202);
    public static readonly Guid Raft = Id(301);
    public static readonly Guid Mesh = Id(302);
    public static readonly Guid RaftSlot = Id(401);
    public static readonly Guid MeshSlot = Id(402);
    public static readonly Guid RaftDeck = Id(501);
    public static readonly Guid MeetupDeck = Id(509);
    public static readonly Guid Replay = Id(601);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static EventScheduled Scheduled(
        string title = "Meetup 13", LocalDateTime? start = null, LocalDateTime? end = null) => new(
        "meetup-13", title, "Cloud native", "An afternoon.", "SOFA Meetup", ["Raft", "Service Mesh"], "zh", null,
        start ?? Start, end ?? End, "Asia/Shanghai", MeetupForm.Online, null, "https://live.example/13");

    public static EventRevised Retitled(string title) => new(title, null, null, null, [], "zh", null);

    public static EventRescheduled Rescheduled(LocalDateTime start, LocalDateTime end, string zone = "Asia/Shanghai") =>
        new(Start, End, "Asia/Shanghai", start, end, zone, "The hall is closed.");

    public static SpeakerAdded Speaker(Guid id, string? name, string? alias = null, string? bio = null) =>
        new(id, name, alias, "Ant Group", "Engineer", bio);

    public static SpeakerRevised Renamed(Guid id, string name) => new(id, name, null, null, null, null);

    public static TalkAdded Talk(Guid id, string title, string? text = null, params Guid[] speakers) =>
        new(id, title, TalkKind.Talk, text, ["To choose well"], "zh", By(speakers));

    public static TalkRevised Rewritten(Guid id, string title, string text) =>
        new(id, title, TalkKind.Workshop, text, [], "en");

    public static SpeakersAssigned Assigned(Guid talkId, params Guid[] speakers) => new(talkId, By(speakers), null);

    public static SlotPlaced Slot(
        Guid id, int start, Guid? talkId = null, int day = 1, string? room = null, string? title = null) => new(
        id, talkId is null ? SlotKind.Break : SlotKind.Talk, talkId, title, day, new(start, 0), new(start, 45), room, null,
        null);

    public static SlotMoved Moved(Guid id, int from, int to) => new(
        id, 1, new(from, 0), new(from, 45), null, null, 1, new(to, 0), new(to, 45), "Room B", null, null);

    public static AgendaPublished Released(int number, string? comment = null) => new(number, comment);

    public static SlidesAttached Attached(Guid id, Guid? talkId, string url, string title = "Slides") =>
        new(id, talkId, title, url, 1);

    public static SlidesPublished Published(Guid id, Guid? talkId, string url, string title = "Slides") =>
        new(id, talkId, title, url, 1);

    public static SlidesReplaced Replaced(Guid id, Guid? talkId, string url, bool published) =>
        new(id, talkId, "Slides", "https://decks.example/old.pdf", "Slides, mended", url, 2, published, "A wrong figure.");

    public static SlidesWithdrawn SlidesTakenBack(Guid id, Guid? talkId, bool published = true) =>
        new(id, talkId, "Slides", "https://decks.example/raft.pdf", 1, published, "Not cleared.");

    private static ValueList<TalkSpeaker> By(Guid[] speakers) => [.. speakers.Select(id => new TalkSpeaker(id))];

    /// <summary>Two talks by two speakers, a break between them, the first release: 11 events.</summary>
    public static MeetupEvent[] ReleasedMeetup { get; } =
    [
        Scheduled(),
        Speaker(Ann, "Ann", bio: "Wrote a log."),
        Speaker(Bo, "杨斌", alias: "凯撒"),
        Talk(Mesh, "A mesh in production", "How it went.", Bo),
        Talk(Raft, "Raft by hand", "Terms and votes.", Ann),
        Slot(MeshSlot, 15, Mesh),
        Slot(Id(409), 14, title: "Tea"),
        Slot(RaftSlot, 13, Raft, room: "Room A"),
        Released(1, "First"),
        Attached(RaftDeck, Raft, "https://decks.example/raft.pdf"),
        Attached(MeetupDeck, null, "https://decks.example/opening.pdf"),
    ];
}
