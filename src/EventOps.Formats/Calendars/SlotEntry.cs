using EventOps.Domain.Meetups;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.Shared;

namespace EventOps.Formats.Calendars;

/// <summary>A slot of an agenda as an entry of a calendar.</summary>
internal static class SlotEntry
{
    /// <param name="sequence">How often the slot itself changed; what happens to the whole meetup counts as well.</param>
    public static CalendarEntry Of(AgendaView agenda, AgendaSlot slot, int sequence, SiteAddresses site)
    {
        var meetup = agenda.Meetup;
        return new(
            slot.SlotId, meetup.Sequence + sequence, slot.Talk?.Withdrawn == true || CalendarFile.IsOff(meetup.Status),
            agenda.UpdatedAt, meetup.Zone, slot.Date.At(slot.Start), slot.Date.At(slot.End), Title(slot))
        {
            Description = MeetupEntry.Paragraphs(
                string.Join("\n", slot.Talk is { } talk ? PersonNames.Of(talk.Speakers) : []), slot.Talk?.Abstract),
            Location = Place(meetup, slot.Room),
            Stream = meetup.StreamUrl,
            Url = slot.Talk is { } its ? site.Talk(meetup.Slug, its.TalkId) : site.Agenda(meetup.Slug),
            Tags = slot.Track is { } track ? [track] : [],
            Attachments = [.. (slot.Talk?.Slides ?? []).Select(deck => deck.Url)],
        };
    }

    /// <summary>What left the agenda, struck out where it last stood.</summary>
    public static IEnumerable<CalendarEntry> Gone(AgendaView agenda, SlotLedger ledger, SiteAddresses site)
    {
        foreach (var entry in ledger.Entries)
        {
            if (entry.Gone is not { } gone)
                continue;
            var date = agenda.Meetup.DateOf(gone.Day);
            yield return new(
                entry.SlotId, agenda.Meetup.Sequence + entry.Sequence, Cancelled: true, agenda.UpdatedAt, agenda.Meetup.Zone,
                date.At(gone.Start), date.At(gone.End), gone.Title)
            {
                Url = site.Agenda(agenda.Meetup.Slug),
            };
        }
    }

    private static string Title(AgendaSlot slot) => slot.Talk?.Title ?? slot.Title ?? slot.Kind switch
    {
        SlotKind.Break => "休息 · Break",
        SlotKind.SignIn => "签到 · Sign-in",
        SlotKind.Opening => "开场 · Opening",
        SlotKind.Closing => "闭幕 · Closing",
        _ => "活动 · Activity",
    };

    private static string? Place(MeetupHeader meetup, string? room) =>
        string.Join(" · ", new[] { room, CalendarFile.Place(meetup.Form, meetup.Venue) }.Where(text => !string.IsNullOrEmpty(text)));
}
