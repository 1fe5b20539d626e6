using EventOps.Chaos.Evidence;
using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Chaos;

/// <summary>
/// A small run in which no promise was broken: a meetup of three events by two commands, another whose answer was lost, a
/// refusal, one follower, one subscriber, one page, one look. Tests break one thing of it at a time.
/// </summary>
internal static class Witnessed
{
    public static readonly Guid Meetup = Ids.Id(100);
    public static readonly Guid Other = Ids.Id(101);
    public static readonly Guid Subscription = Ids.Id(102);

    public static LogEntry First { get; } = new(1, Ids.Id(1), "chaos", Meetup, 1, "event_scheduled", "a.1");

    public static LogEntry Second { get; } = new(3, Ids.Id(2), "chaos", Meetup, 2, "speaker_added", "b.2");

    public static LogEntry Third { get; } = new(4, Ids.Id(3), "chaos", Meetup, 3, "recap_written", "b.2");

    public static LogEntry Fourth { get; } = new(7, Ids.Id(4), "chaos", Other, 1, "event_scheduled", "c.1");

    public static Operation Scheduling { get; } = new(
        "a", "schedule", Meetup, null, ["event_scheduled"], [new("a.1", Fate.Ok, "201", new(1, 1, [First.Id]))]);

    /// <summary>Answered at the second try, and once more when asked again.</summary>
    public static Operation Repeated { get; } = new(
        "b", "commands", Meetup, "key-b", ["speaker_added", "recap_written"],
        [
            new("b.1", Fate.Unknown, "timeout"), new("b.2", Fate.Ok, "200", new(3, 4, [Second.Id, Third.Id])),
            new("b.3", Fate.Ok, "200", new(3, 4, [Second.Id, Third.Id])),
        ]);

    public static Operation InDoubt { get; } = new("c", "schedule", Other, null, ["event_scheduled"], [new("c.1", Fate.Unknown, "timeout")]);

    public static Operation Refused { get; } = new("d", "publish-slides", Meetup, null, ["slides_published"], [new("d.1", Fate.Failed, "404")]);

    public static Findings All { get; } = new()
    {
        Operations = [Scheduling, Repeated, InDoubt, Refused],
        Log = [First, Second, Third, Fourth],
        Feed = [(1, First.Id), (3, Second.Id), (4, Third.Id), (7, Fourth.Id)],
        Messages = [Message(First, true), Message(Second, false), Message(Third, false), Message(Fourth, true)],
        Followers = [new("follower", [], [Batch(0, 4, First, Second, Third), Batch(4, 7, Fourth)])],
        Subscriptions = [new("subscriber", Subscription, [], CreatedPosition: 0)],
        Deliveries = [new(Subscription, 1, "delivered"), new(Subscription, 7, "disabled")],
        Received = [Received(First), Received(First)],
        Progress = [new("agenda", 3, 3), new("agenda", 4, 4), new("agenda", 4, 4)],
        Rows = [new("agenda", "chaos/1", 4, "row")],
        Rebuilt = [new("agenda", "chaos/1", 4, "row")],
        Pages = [new(Meetup, MinPosition: 3, Version: 2, "page 2")],
        Agendas = new Dictionary<Guid, IReadOnlyList<FoldedPage>> { [Meetup] = [new(1, "page 1"), new(3, "page 2"), new(4, "page 3")] },
    };

    public static ServedItem Item(LogEntry e) => new(e.Position, e.Id, $"bytes {e.Position}");

    public static ServedBatch Batch(long after, long next, params IReadOnlyList<LogEntry> events) =>
        new(after, [.. events.Select(Item)], next);

    public static ReceivedMessage Received(LogEntry e) => new("subscriber", e.Id, e.Position, $"bytes {e.Position}");

    private static ExpectedMessage Message(LogEntry e, bool isPublic) =>
        new(e.Position, e.Id, $"eventops.{e.Type.Replace('_', '.')}.v1", isPublic, $"bytes {e.Position}");
}
