using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.History;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>A slot as one side of a comparison shows it.</summary>
/// <param name="Title">Of its talk, or its own; absent when it has neither.</param>
public sealed record SlotFace(
    Guid SlotId, Guid? TalkId, SlotKind Kind, string? Title, int Day, LocalDate Date, LocalTime Start, LocalTime End,
    string? Room, string? Track, ValueList<SpeakerLine> Speakers);

public enum SlotChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>What became of one slot.</summary>
/// <param name="Before">Absent when it was added.</param>
/// <param name="After">Absent when it was removed.</param>
/// <param name="What">Of a changed one: any of <c>time</c>, <c>room</c>, <c>track</c>, <c>title</c>, <c>speakers</c>, <c>text</c>.</param>
/// <param name="Causes">The events that made it so, in order.</param>
public sealed record SlotChange(
    SlotChangeKind Kind, SlotFace? Before, SlotFace? After, ValueList<string> What, ValueList<Cause> Causes);

/// <summary>What became of a part of the page beside its slots: slides, a recording, a talk without a slot, the meetup itself.</summary>
/// <param name="Noun"><c>slides</c>, <c>recording</c>, <c>talk</c> or <c>meetup</c>.</param>
/// <param name="Name">What it is, or was, called.</param>
/// <param name="What">The fields that differ.</param>
public sealed record PartChange(
    string Noun, Guid? Id, Guid? TalkId, string? Name, SlotChangeKind Kind, ValueList<string> What, ValueList<Cause> Causes);

/// <summary>All that stood in one room stands in another, and the first is gone.</summary>
public sealed record RoomRenamed(string Old, string New);

/// <summary>One side of a comparison.</summary>
/// <param name="Number">The release that it shows; absent before the first, and for a draft.</param>
/// <param name="Position">Where in the log it stands.</param>
/// <param name="Version">The meetup's version there.</param>
public sealed record DiffSide(int? Number, Instant? ReleasedAt, string? Comment, long Position, long Version);

/// <summary>What differs between an agenda and itself at another moment, in the order of the later one; what left comes last.</summary>
/// <param name="Meetup">As it is now; dates are its.</param>
public sealed record AgendaDiff(
    MeetupHeader Meetup, bool Draft, DiffSide From, DiffSide To, ValueList<SlotChange> Changes, ValueList<PartChange> Parts,
    ValueList<RoomRenamed> Rooms)
{
    /// <summary>The same for those who may not know who did what.</summary>
    public AgendaDiff WithoutCauses() => this with
    {
        Changes = [.. Changes.Select(change => change with { Causes = [] })],
        Parts = [.. Parts.Select(part => part with { Causes = [] })],
    };

    /// <summary>Between two releases; null when there is no such release.</summary>
    public static AgendaDiff? Between(IReadOnlyList<Fact> facts, int from, int to) =>
        PointInTime.OfRelease(facts, from) is { } earlier && PointInTime.OfRelease(facts, to) is { } later
            ? Between(facts, earlier, later, draft: false)
            : null;

    /// <summary>Between two moments; null when the meetup was not scheduled by one of them.</summary>
    public static AgendaDiff? Between(IReadOnlyList<Fact> facts, PointInTime from, PointInTime to, bool draft)
    {
        var (earlier, later) = (from.Of(facts).Count, to.Of(facts).Count);
        if (earlier == 0 || later == 0)
            return null;
        var past = new AgendaPast(facts);
        return AgendaComparison.Of(past, past.At(earlier, draft), past.At(later, draft), draft);
    }
}
