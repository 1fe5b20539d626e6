using System.Collections.Immutable;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Another slot has the room at that time. A reason in <c>overrule</c> makes a warning of it.</summary>
public sealed record RoomTaken(string Room, Guid BySlotId, string By, LocalTime From, LocalTime Until) : Refusal(
    RefusalKind.Conflict, "slot.room_taken", $"{Room} is taken from {From:HH:mm} to {Until:HH:mm} by '{By}'; say why in overrule to place it all the same.");

/// <summary>A speaker is wanted in two places at once. A reason in <c>overrule</c> makes a warning of it.</summary>
public sealed record SpeakerTwiceAtOnce(Guid SpeakerId, string Speaker, Guid BySlotId, string By) : Refusal(
    RefusalKind.Conflict, "slot.speaker_clash", $"{Speaker} is at '{By}' at that time; say why in overrule to place it all the same.");

/// <summary>Nobody is in two places at once, and no room holds two things, unless an organizer says why.</summary>
internal static class SlotClashes
{
    public static IEnumerable<Refusal> Of(Meetup meetup, Slot slot) =>
        slot.TalkId is { } id && meetup.LiveTalk(id) is { } talk
            ? OfRoom(meetup, slot).Concat(OfSpeakers(meetup, slot, talk.Speakers))
            : OfRoom(meetup, slot);

    public static IEnumerable<Refusal> OfSpeakers(Meetup meetup, Slot slot, ValueList<TalkSpeaker> speakers) =>
        from other in Beside(meetup, slot)
        where other.TalkId != slot.TalkId
        let talk = other.TalkId is { } id ? meetup.LiveTalk(id) : null
        where talk is not null
        from assigned in speakers
        where talk.Speakers.Any(s => s.SpeakerId == assigned.SpeakerId)
        let name = NameOf(meetup.Speakers.GetValueOrDefault(assigned.SpeakerId))
        select new SpeakerTwiceAtOnce(assigned.SpeakerId, name, other.SlotId, talk.Title);

    /// <summary>The first clash as a refusal; or all of them as warnings if somebody said why they may be.</summary>
    public static Decision<MeetupEvent> OverruledBy(
        this IEnumerable<Refusal> clashes, string? reason, Decision<MeetupEvent> accepted) =>
        string.IsNullOrWhiteSpace(reason) && clashes.FirstOrDefault() is { } clash
            ? clash
            : accepted.Warn(clashes.Select(c => new Warning(c.Code, c.Message, "overrule")));

    private static IEnumerable<Refusal> OfRoom(Meetup meetup, Slot slot) => slot.Room is not { } room
        ? []
        : Beside(meetup, slot).Where(other => other.Room == room)
            .Select(other => new RoomTaken(room, other.SlotId, NameOf(meetup, other), other.Start, other.End));

    // In the order of the day, so that the same clash is named each time.
    private static IEnumerable<Slot> Beside(Meetup meetup, Slot slot) => meetup.LiveSlots()
        .Where(other => other.SlotId != slot.SlotId && other.Overlaps(slot))
        .OrderBy(other => other.Start).ThenBy(other => other.SlotId);

    private static string NameOf(Meetup meetup, Slot slot) =>
        slot.TalkId is { } id && meetup.LiveTalk(id) is { } talk ? talk.Title : slot.Title ?? slot.Kind.ToString();

    private static string NameOf(Speaker? speaker) => speaker?.Name ?? speaker?.Alias ?? "A speaker";
}
