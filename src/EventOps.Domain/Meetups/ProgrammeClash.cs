using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>Two things at once in the working programme, overruled or left behind by a change.</summary>
/// <param name="SlotId">The slot that clashes.</param>
/// <param name="With">The one it clashes with.</param>
/// <param name="Code">The refusal that <c>overrule</c> makes a warning of.</param>
public sealed record ProgrammeClash(Guid SlotId, Guid With, string Code, string Message)
{
    /// <summary>Every clash of a meetup's programme, in the order of the slots' ids.</summary>
    public static ValueList<ProgrammeClash> In(Meetup meetup) =>
    [
        .. from slot in meetup.LiveSlots().OrderBy(slot => slot.SlotId)
           from clash in SlotClashes.Of(meetup, slot)
           select Of(slot.SlotId, clash),
    ];

    private static ProgrammeClash Of(Guid slotId, Refusal clash) => new(slotId, clash switch
    {
        RoomTaken taken => taken.BySlotId,
        SpeakerTwiceAtOnce twice => twice.BySlotId,
        _ => throw new System.Diagnostics.UnreachableException(clash.GetType().Name),
    }, clash.Code, clash.Message);
}
