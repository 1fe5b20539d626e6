using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;

namespace EventOps.Formats.Calendars;

/// <summary>A meetup as an entry of a calendar.</summary>
internal static class MeetupEntry
{
    public static CalendarEntry Of(AgendaView agenda, SiteAddresses site)
    {
        var meetup = agenda.Meetup;
        return new(
            meetup.MeetupId, meetup.Sequence, CalendarFile.IsOff(meetup.Status), agenda.UpdatedAt, meetup.Zone, meetup.Start,
            meetup.End, meetup.Title)
        {
            Description = Paragraphs(meetup.StatusReason, meetup.Theme, meetup.Summary, meetup.Registration?.Url),
            Location = CalendarFile.Place(meetup.Form, meetup.Venue),
            Stream = meetup.StreamUrl,
            Url = site.Agenda(meetup.Slug),
            Tags = meetup.Tags,
        };
    }

    public static CalendarEntry Of(CatalogueLine line, SiteAddresses site) => new(
        line.MeetupId, line.Sequence, CalendarFile.IsOff(line.Status), line.UpdatedAt, line.Zone, line.Start, line.End, line.Title)
    {
        Description = Paragraphs(line.StatusReason, line.Theme, line.Summary, line.RegistrationUrl),
        Location = line.Venue,
        Url = site.Agenda(line.Slug),
        Tags = line.Tags,
    };

    internal static string Paragraphs(params IEnumerable<string?> texts) =>
        string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)));
}
