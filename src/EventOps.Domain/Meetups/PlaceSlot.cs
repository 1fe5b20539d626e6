using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Gives a talk, a break or another point of the day its place in the agenda.</summary>
/// <param name="Day">The meetup's first day is 1.</param>
/// <param name="TalkId">Needed for a slot of kind talk, and only there.</param>
/// <param name="Overrule">Why the slot may clash with a room or a speaker, if it does.</param>
public sealed record PlaceSlot(
    LocalTime Start, LocalTime End, Guid SlotId = default, SlotKind Kind = SlotKind.Talk, Guid? TalkId = null,
    string? Title = null, int Day = 1, string? Room = null, string? Track = null, string? Overrule = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        var wanted = new Slot(
            SlotId, Kind, TalkId, Texts.Known(Title), Day, Start, End, Texts.Known(Room), Texts.Known(Track));
        return Entries.Add(meetup, meetup.Slots, SlotId, wanted, "slot", () =>
        {
            if (Kind is SlotKind.Talk != TalkId is not null)
                return new SlotTalkMismatch(Kind);
            if (meetup.MissingTalk(TalkId) is { } missing)
                return missing;
            if (SlotTimes.Impossible(meetup, wanted) is { } impossible)
                return impossible;
            var accepted = Decision<MeetupEvent>.Accept(
                new SlotPlaced(SlotId, Kind, TalkId, wanted.Title, Day, Start, End, wanted.Room, wanted.Track, Overrule));
            return SlotClashes.Of(meetup, wanted).OverruledBy(Overrule, accepted.Warn(SlotTimes.OutsideHours(meetup, wanted)));
        });
    }
}

/// <summary>A talk slot names no talk, or another slot names one.</summary>
public sealed record SlotTalkMismatch(SlotKind SlotKind) : Refusal(
    RefusalKind.Invalid, "slot.talk_mismatch", SlotKind is SlotKind.Talk
        ? "A slot of kind talk needs a talkId."
        : "Only a slot of kind talk may name a talkId.");
