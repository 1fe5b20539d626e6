using System.Text.Json.Nodes;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using EventOps.Projections.Shared;
using EventOps.Projections.Talks;

namespace EventOps.Server.Pages.Linked;

/// <summary>A talk as a schema.org Event that is part of a meetup.</summary>
internal static class LinkedTalk
{
    /// <summary>A talk's own page.</summary>
    public static string Page(TalkView view, PageContext page)
    {
        var (meetup, talk) = (view.Meetup, view.Talk);
        // A talk without a time of its own is some time at its meetup.
        var slot = view.Slots.Count > 0 ? view.Slots[0] : null;
        var whole = LinkedMeetup.Of(meetup, page);
        var part = new JsonObject
        {
            ["@type"] = "Event",
            ["name"] = talk.Title,
            ["description"] = talk.Abstract is { Length: > 0 } about ? Summary.Plain(about, meetup) : null,
            ["url"] = page.World(page.TalkPath(meetup.Slug, talk.TalkId)),
            ["startDate"] = LinkedJson.Time(slot?.StartInstant ?? meetup.StartInstant, meetup.Zone),
            ["endDate"] = slot is null ? null : LinkedJson.Time(slot.EndInstant, meetup.Zone),
            // schema.org has no word for a talk that is withdrawn from a meetup that takes place.
            ["eventStatus"] = talk.Withdrawn ? "https://schema.org/EventCancelled" : whole["eventStatus"]?.DeepClone(),
            ["eventAttendanceMode"] = whole["eventAttendanceMode"]?.DeepClone(),
            ["location"] = whole["location"]?.DeepClone(),
            ["inLanguage"] = Tongue.Of(talk.Language ?? meetup.Language),
            ["performer"] = LinkedJson.People(talk.Speakers),
            ["organizer"] = whole["organizer"]?.DeepClone(),
            ["workFeatured"] = LinkedWorks.Decks(talk.Slides, meetup, page),
            ["recordedIn"] = LinkedWorks.Recordings(talk.Recordings, meetup),
            ["superEvent"] = whole,
        };
        return part.WithoutNothing().Page();
    }

    /// <summary>One of an agenda. The status and the place are the meetup's: what is said once need not be said sixty times.</summary>
    public static JsonObject Of(AgendaSlot slot, MeetupHeader meetup, PageContext page) => new JsonObject
    {
        ["@type"] = "Event",
        ["name"] = slot.Talk!.Title,
        ["startDate"] = LinkedJson.Time(slot.StartInstant, meetup.Zone),
        ["endDate"] = LinkedJson.Time(slot.EndInstant, meetup.Zone),
        ["location"] = slot.Room ?? meetup.Venue?.Name,
        ["performer"] = LinkedJson.People(slot.Talk.Speakers),
        ["workFeatured"] = LinkedWorks.Decks(slot.Talk.Slides, meetup, page),
        ["recordedIn"] = LinkedWorks.Recordings(slot.Talk.Recordings, meetup),
    }.WithoutNothing();

    /// <summary>One of a recap, which tells no times.</summary>
    public static JsonObject Of(RecapTalk talk, MeetupHeader meetup, PageContext page) => new JsonObject
    {
        ["@type"] = "Event",
        ["name"] = talk.Title,
        ["url"] = page.World(page.TalkPath(meetup.Slug, talk.TalkId)),
        ["startDate"] = LinkedJson.Time(meetup.StartInstant, meetup.Zone),
        ["location"] = meetup.Venue?.Name,
        ["performer"] = LinkedJson.People(talk.Speakers),
        ["workFeatured"] = LinkedWorks.Decks(talk.Slides, meetup, page),
        ["recordedIn"] = LinkedWorks.Recordings(talk.Recordings, meetup),
    }.WithoutNothing();
}
