using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
using EventOps.Projections.Shared;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Server.Pages;

/// <summary>A meetup as a schema.org Event.</summary>
internal static class MeetupLinkedData
{
    // This encoder writes < > & ' as escapes, so that nothing in a title can end the script element around it.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="slots">Those of the agenda whose page this is; none on other pages.</param>
    public static string Json(
        MeetupHeader meetup, PageContext page, IEnumerable<SpeakerLine> speakers, IEnumerable<AgendaSlot> slots) => new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["name"] = meetup.Title,
            ["description"] = Summary.Plain(meetup),
            ["startDate"] = Time(meetup.StartInstant, meetup.Zone),
            ["endDate"] = meetup.EndInstant is { } end ? Time(end, meetup.Zone) : null,
            ["eventStatus"] = $"https://schema.org/{Status(meetup)}",
            ["previousStartDate"] = meetup.Previous is { } was ? Time(was.StartInstant, was.Zone) : null,
            ["eventAttendanceMode"] = $"https://schema.org/{Attendance(meetup.Form)}",
            ["location"] = Location(meetup, page),
            ["image"] = WebLinks.Safe(meetup.Cover),
            ["inLanguage"] = Tongue.Of(meetup),
            ["organizer"] = Organizers(meetup, page),
            ["performer"] = Performers(speakers, page.Words),
            ["subEvent"] = new JsonArray([.. slots.Where(slot => slot.Talk is { Withdrawn: false }).Select(slot => Part(meetup, slot, page))]),
        }.WithoutNothing().ToJsonString(Options);

    // The status and the place are the meetup's: what is said once need not be said sixty times.
    private static JsonObject Part(MeetupHeader meetup, AgendaSlot slot, PageContext page) => new JsonObject
    {
        ["@type"] = "Event",
        ["name"] = slot.Talk!.Title,
        ["startDate"] = Time(slot.StartInstant, meetup.Zone),
        ["endDate"] = Time(slot.EndInstant, meetup.Zone),
        ["location"] = slot.Room ?? meetup.Venue?.Name,
        ["performer"] = Performers(slot.Talk.Speakers, page.Words),
    }.WithoutNothing();

    private static string Time(Instant at, string zone) =>
        OffsetDateTimePattern.Rfc3339.Format(at.InZone(DateTimeZoneProviders.Tzdb[zone]).ToOffsetDateTime());

    private static string Status(MeetupHeader meetup) => meetup switch
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
        if (meetup.Form is not MeetupForm.Onsite && (WebLinks.Safe(meetup.StreamUrl) ?? Own(page)) is { } url)
            places.Add(new JsonObject { ["@type"] = "VirtualLocation", ["url"] = url });
        return places;
    }

    private static string? Own(PageContext page) => page.PublicUrl is { } origin ? origin + page.Path : null;

    private static JsonArray Organizers(MeetupHeader meetup, PageContext page)
    {
        var hosts = meetup.Organisers.Where(o => o.Role is OrganiserRole.Host or OrganiserRole.CoHost)
            .Select(o => new JsonObject { ["@type"] = "Organization", ["name"] = o.Name, ["url"] = WebLinks.Safe(o.Url) }.WithoutNothing())
            .DefaultIfEmpty(new JsonObject { ["@type"] = "Organization", ["name"] = page.CommunityName });
        return new([.. hosts]);
    }

    private static JsonArray Performers(IEnumerable<SpeakerLine> speakers, Words words) => new(
    [
        .. speakers.DistinctBy(speaker => speaker.SpeakerId)
            .Select(speaker => new JsonObject { ["@type"] = "Person", ["name"] = words.Person(speaker) }),
    ]);

    private static JsonObject WithoutNothing(this JsonObject json)
    {
        foreach (var (name, value) in json.ToList())
        {
            if (value is null or JsonArray { Count: 0 })
                json.Remove(name);
        }

        return json;
    }
}
