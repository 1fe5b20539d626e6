using EventOps.Domain.Meetups;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;

namespace EventOps.Formats.Calendars;

/// <summary>
/// Meetups and agendas as iCalendar files. A thing keeps its UID in every file it is in; what was called off stays in the file
/// with <c>STATUS:CANCELLED</c>, since a calendar that merely finds it missing keeps it.
/// </summary>
public static class CalendarFile
{
    /// <summary>The media type of these files.</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>The meetup as one entry.</summary>
    public static byte[] OfMeetup(AgendaView agenda, SiteAddresses site) => CalendarWriter.Write(
        agenda.Meetup.Title, site.To($"/{agenda.Meetup.Slug}/meetup.ics"), [MeetupEntry.Of(agenda, site)]);

    /// <summary>Every slot of the released agenda; the meetup itself as long as nothing is released.</summary>
    public static byte[] OfAgenda(AgendaView agenda, SlotLedger ledger, SiteAddresses site) => CalendarWriter.Write(
        agenda.Meetup.Title, site.To($"/{agenda.Meetup.Slug}/agenda.ics"),
        agenda.Days.Count == 0 && ledger.Entries.Count == 0
            ? [MeetupEntry.Of(agenda, site)]
            : [.. Standing(agenda, ledger, site), .. SlotEntry.Gone(agenda, ledger, site)]);

    /// <summary>The slots of one talk; null when it has none in the release.</summary>
    public static byte[]? OfTalk(AgendaView agenda, SlotLedger ledger, Guid talkId, SiteAddresses site)
    {
        var slots = agenda.Days.SelectMany(day => day.Slots).Where(slot => slot.Talk?.TalkId == talkId).ToList();
        return slots.Count == 0
            ? null
            : CalendarWriter.Write(
                slots[0].Talk!.Title, site.To($"/{agenda.Meetup.Slug}/talks/{talkId}.ics"),
                [.. slots.Select(slot => SlotEntry.Of(agenda, slot, ledger.SequenceOf(slot.SlotId), site))]);
    }

    /// <summary>The meetups of a community, one entry each.</summary>
    public static byte[] OfCommunity(string name, IEnumerable<CatalogueLine> meetups, SiteAddresses site) =>
        CalendarWriter.Write(name, site.To("/calendar.ics"), [.. meetups.Select(line => MeetupEntry.Of(line, site))]);

    private static IEnumerable<CalendarEntry> Standing(AgendaView agenda, SlotLedger ledger, SiteAddresses site) =>
        agenda.Days.SelectMany(day => day.Slots)
            .Select(slot => SlotEntry.Of(agenda, slot, ledger.SequenceOf(slot.SlotId), site));

    /// <summary>Neither takes place at the time that stands there.</summary>
    internal static bool IsOff(MeetupStatus status) => status is MeetupStatus.Cancelled or MeetupStatus.Postponed;

    internal static string? Place(MeetupForm form, Venue? venue) => form is MeetupForm.Online || venue is null
        ? null
        : string.Join(", ", new[] { venue.Name, venue.Address }.Where(text => !string.IsNullOrEmpty(text)).Distinct());
}
