using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Projections.Shared;

namespace EventOps.Server.Pages.Linked;

/// <summary>A meetup as a schema.org Event.</summary>
internal static class LinkedMeetup
{
    public static string Agenda(AgendaView view, PageContext page)
    {
        var slots = view.Days.SelectMany(day => day.Slots).ToList();
        var speakers = slots.Select(slot => slot.Talk).OfType<AgendaTalk>().Concat(view.Unplaced).SelectMany(talk => talk.Speakers);
        var meetup = Of(view.Meetup, page);
        meetup["performer"] = LinkedJson.People(speakers);
        meetup["subEvent"] = LinkedJson.List(slots.Where(slot => slot.Talk is { Withdrawn: false })
            .Select(slot => LinkedTalk.Of(slot, view.Meetup, page)));
        meetup["workFeatured"] = LinkedWorks.Decks(view.Slides, view.Meetup, page);
        meetup["recordedIn"] = LinkedWorks.Recordings(view.Recordings, view.Meetup);
        return meetup.WithoutNothing().Page();
    }

    public static string Recap(RecapView view, PageContext page)
    {
        var meetup = Of(view.Meetup, page);
        meetup["description"] = Summary.Plain(view.Summary, view.Meetup);
        meetup["performer"] = LinkedJson.People(view.Talks.SelectMany(talk => talk.Speakers));
        meetup["subEvent"] = LinkedJson.List(view.Talks.Select(talk => LinkedTalk.Of(talk, view.Meetup, page)));
        meetup["workFeatured"] = LinkedWorks.Decks(view.Slides, view.Meetup, page);
        meetup["recordedIn"] = LinkedWorks.Recordings(view.Recordings, view.Meetup);
        return meetup.WithoutNothing().Page();
    }

    /// <summary>What is so on every page that names the meetup.</summary>
    public static JsonObject Of(MeetupHeader meetup, PageContext page) => new JsonObject
    {
        ["@type"] = "Event",
        ["name"] = meetup.Title,
        ["description"] = Summary.Plain(meetup),
        ["url"] = page.World(page.AgendaPath(meetup.Slug)),
        ["startDate"] = LinkedJson.Time(meetup.StartInstant, meetup.Zone),
        ["endDate"] = meetup.EndInstant is { } end ? LinkedJson.Time(end, meetup.Zone) : null,
        ["eventStatus"] = $"https://schema.org/{Status(meetup)}",
        ["previousStartDate"] = Status(meetup) is "EventRescheduled" && meetup.Previous is { } was
            ? LinkedJson.Time(was.StartInstant, was.Zone) : null,
        ["eventAttendanceMode"] = $"https://schema.org/{Attendance(meetup.Form)}",
        ["location"] = Location(meetup, page),
        ["image"] = WebLinks.Safe(meetup.Cover),
        ["inLanguage"] = Tongue.Of(meetup),
        ["organizer"] = Organizers(meetup, page),
    }.WithoutNothing();

    public static string Status(MeetupHeader meetup) => meetup switch
    {
        { Status: MeetupStatus.Cancelled } => "EventCancelled",
        { Status: MeetupStatus.Postponed } => "EventPostponed",
        { Previous: not null } => "EventRescheduled",
        _ => "EventScheduled",
    };

    private static string Attendance(MeetupForm form) => form switch
    {
        MeetupForm.Online => "OnlineEventAttendanceMode",
        MeetupForm.Onsite => "OfflineEventAttendanceMode",
        _ => "MixedEventAttendanceMode",
    };

    private static JsonArray Location(MeetupHeader meetup, PageContext page)
    {
        var places = new JsonArray();
        if (meetup is { Form: not MeetupForm.Online, Venue: { } venue })
            places.Add(new JsonObject { ["@type"] = "Place", ["name"] = venue.Name, ["address"] = venue.Address ?? venue.Name });
        if (meetup.Form is not MeetupForm.Onsite && (WebLinks.Safe(meetup.StreamUrl) ?? page.World(page.AgendaPath(meetup.Slug))) is { } url)
            places.Add(new JsonObject { ["@type"] = "VirtualLocation", ["url"] = url });
        return places;
    }

    private static JsonArray Organizers(MeetupHeader meetup, PageContext page) => LinkedJson.List(
        meetup.Organisers.Where(organiser => organiser.Role is OrganiserRole.Host or OrganiserRole.CoHost)
            .Select(organiser => LinkedJson.Organization(organiser.Name, organiser.Url))
            .DefaultIfEmpty(page.Organiser is { } usual ? LinkedJson.Organization(usual.Name, usual.Url) : LinkedJson.Community(page)));
}
