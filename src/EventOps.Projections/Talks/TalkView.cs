using EventOps.Domain.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Talks;

/// <summary>One talk on a page of its own: as it was held once the recap is public, before that as the agenda announces it.</summary>
/// <param name="Slots">Where and when; empty while it has no time.</param>
public sealed record TalkView(
    MeetupHeader Meetup, AgendaTalk Talk, ValueList<AgendaSlot> Slots, bool RecapIsPublic, long Position, Instant UpdatedAt)
{
    /// <summary>Null when neither the released agenda nor the public recap names the talk.</summary>
    public static TalkView? Of(AgendaPage page, Guid talkId) =>
        (page.RecapIsPublic ? In(AgendaView.AsHeld(page), talkId) : null) ?? In(page.Public(), talkId);

    /// <summary>The talk as this agenda tells of it; null when it does not.</summary>
    public static TalkView? In(AgendaView agenda, Guid talkId)
    {
        var slots = agenda.Days.SelectMany(day => day.Slots).Where(slot => slot.Talk?.TalkId == talkId).ToList();
        var talk = slots.FirstOrDefault()?.Talk ?? agenda.Unplaced.FirstOrDefault(unplaced => unplaced.TalkId == talkId);
        return talk is null ? null : new(agenda.Meetup, talk, [.. slots], agenda.RecapIsPublic, agenda.Position, agenda.UpdatedAt);
    }
}
