using EventOps.Domain.Meetups;
using NodaTime;
using static EventOps.Testing.Scenarios.Ids;

namespace EventOps.Domain.Tests.Meetups;

/// <summary>
/// What happened at the meetup that the tests tell of: an afternoon in December with two talks, one after the other in the
/// same hall, and the slides of the first.
/// </summary>
internal static class Story
{
    public static readonly LocalDateTime Starts = new(2021, 12, 18, 13, 0);
    public static readonly LocalDateTime Ends = new(2021, 12, 18, 17, 0);

    public static readonly Guid Kaisa = Id(11);
    public static readonly Guid Zhou = Id(12);
    public static readonly Guid Wasm = Id(21);
    public static readonly Guid Mesh = Id(22);
    public static readonly Guid WasmSlot = Id(31);
    public static readonly Guid MeshSlot = Id(32);
    public static readonly Guid WasmDeck = Id(41);
    public static readonly Guid Nobody = Id(99);

    public const string Pdf = "https://example.org/wasm.pdf";

    public static readonly EventScheduled Scheduled = new(
        "meetup-13", "Clouds", null, null, null, [], "zh", null, Starts, Ends, "Asia/Shanghai", MeetupForm.Online, null, null);

    public static readonly EventRescheduled OverThreeDays = new(
        Starts, Ends, "Asia/Shanghai", Starts, Ends.PlusDays(2), "Asia/Shanghai", "So many talks");

    public static readonly EventPostponed Postponed = new("A typhoon");
    public static readonly EventCancelled Cancelled = new("A typhoon");

    public static readonly SpeakerAdded KaisaAdded = new(Kaisa, "杨斌", "凯撒", null, null, null);
    public static readonly SpeakerAdded ZhouAdded = new(Zhou, "Zhou", null, null, null, null);

    public static readonly TalkAdded WasmAdded = new(
        Wasm, "WASM", TalkKind.Talk, null, [], null, [new TalkSpeaker(Kaisa)]);

    public static readonly TalkAdded MeshAdded = new(
        Mesh, "Mesh", TalkKind.Talk, null, [], null, [new TalkSpeaker(Kaisa)]);

    public static readonly TalkWithdrawn WasmWithdrawn = new(Wasm, "Ill");

    public static readonly SlotPlaced WasmPlaced = Placed(WasmSlot, Wasm, 13);
    public static readonly SlotPlaced MeshPlaced = Placed(MeshSlot, Mesh, 14);

    public static readonly AgendaPublished FirstRelease = new(1, null);

    public static readonly SlidesAttached Attached = new(WasmDeck, Wasm, "WASM in depth", Pdf, 1);
    public static readonly SlidesPublished Published = new(WasmDeck, Wasm, "WASM in depth", Pdf, 1);
    public static readonly SlidesWithdrawn Withdrawn = new(WasmDeck, Wasm, "WASM in depth", Pdf, 1, false, "Wrong file");

    /// <summary>The talk of the slides is over, its slot being from 13:00 to 14:00 in Shanghai.</summary>
    public static readonly Instant EndOfWasm = Instant.FromUtc(2021, 12, 18, 6, 0);

    public static readonly SlidesScheduled AtTheEnd = new(WasmDeck, Wasm, AvailableFrom.EndOfTalk);
    public static readonly SlidesScheduled AtNine = new(WasmDeck, Wasm, AvailableFrom.At(new(2021, 12, 18, 21, 0)));

    public static readonly SlotMoved WasmMoved = new(
        WasmSlot, 1, new(13, 0), new(14, 0), "Hall", null, 1, new(15, 0), new(16, 0), "Hall", null, null);

    public static readonly EventRescheduled OverToSunday = new(
        Starts, Ends, "Asia/Shanghai", Starts.PlusDays(1), Ends.PlusDays(1), "Asia/Shanghai", "The hall");

    /// <summary>The meetup with its speaker and both talks, nothing placed yet.</summary>
    public static readonly MeetupEvent[] Programme = [Scheduled, KaisaAdded, ZhouAdded, WasmAdded, MeshAdded];

    /// <summary>And each talk in its slot.</summary>
    public static readonly MeetupEvent[] Agenda = [.. Programme, WasmPlaced, MeshPlaced];

    /// <summary>And slides that only organizers see.</summary>
    public static readonly MeetupEvent[] WithSlides = [.. Agenda, Attached];

    private static SlotPlaced Placed(Guid slot, Guid talk, int hour) => new(
        slot, SlotKind.Talk, talk, null, 1, new(hour, 0), new(hour + 1, 0), "Hall", null, null);
}
