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
    public static Refusal? Of(Meetup meetup, Slot slot) =>
        OfRoom(meetup, slot)
        ?? (slot.TalkId is { } id && meetup.LiveTalk(id) is { } talk ? OfSpeakers(meetup, slot, talk.Speakers) : null);

    public static Refusal? OfSpeakers(Meetup meetup, Slot slot, ValueList<TalkSpeaker> speakers)
    {
        foreach (var other in Beside(meetup, slot))
        {
            if (other.TalkId is not { } id || id == slot.TalkId || meetup.LiveTalk(id) is not { } talk)
                continue;
            foreach (var (speakerId, _) in speakers)
            {
                if (talk.Speakers.Any(s => s.SpeakerId == speakerId) && meetup.Speakers.TryGetValue(speakerId, out var speaker))
                    return new SpeakerTwiceAtOnce(speakerId, speaker.Name ?? speaker.Alias ?? "", other.SlotId, talk.Title);
            }
        }

        return null;
    }

    /// <summary>The clash as a refusal, or as a warning if somebody said why it may be.</summary>
    public static Decision<MeetupEvent> OverruledBy(this Refusal? clash, string? reason, Decision<MeetupEvent> accepted) => clash switch
    {
        null => accepted,
        _ when string.IsNullOrWhiteSpace(reason) => clash,
        _ => accepted.Warn(new Warning(clash.Code, clash.Message, "overrule")),
    };

    private static RoomTaken? OfRoom(Meetup meetup, Slot slot)
    {
        if (slot.Room is null)
            return null;
        return Beside(meetup, slot).FirstOrDefault(other => other.Room == slot.Room) is { } taken
            ? new(slot.Room, taken.SlotId, NameOf(meetup, taken), taken.Start, taken.End)
            : null;
    }

    // In the order of the day, so that the same clash is named each time.
    private static IEnumerable<Slot> Beside(Meetup meetup, Slot slot) => meetup.Slots.Values
        .Where(other => other.SlotId != slot.SlotId && other.Overlaps(slot) && !Emptied(meetup, other))
        .OrderBy(other => other.Start).ThenBy(other => other.SlotId);

    private static bool Emptied(Meetup meetup, Slot slot) => slot.TalkId is { } id && meetup.LiveTalk(id) is null;

    private static string NameOf(Meetup meetup, Slot slot) =>
        slot.TalkId is { } id && meetup.LiveTalk(id) is { } talk ? talk.Title : slot.Title ?? slot.Kind.ToString();
}
