using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Projections.Catalogue;
using EventOps.Projections.People;
using EventOps.Server.Catalogue;

namespace EventOps.Server.Pages.Linked;

/// <summary>A community, and the people who speak at its meetups.</summary>
internal static class LinkedCommunity
{
    /// <summary>The community with what is to come.</summary>
    public static string Page(CatalogueView view, PageContext page)
    {
        var community = LinkedJson.Community(page);
        community["event"] = LinkedJson.List(view.Upcoming.Select(line => Of(line, page)));
        return community.WithoutNothing().Page();
    }

    public static string Page(PersonView view, PageContext page) => new JsonObject
    {
        ["@type"] = "Person",
        ["name"] = view.Name ?? view.Alias,
        ["alternateName"] = view.Name is null ? null : view.Alias,
        ["url"] = page.World(page.Path),
        ["jobTitle"] = view.Role,
        ["worksFor"] = view.Organisation is { } organisation ? LinkedJson.Organization(organisation) : null,
        ["performerIn"] = LinkedJson.List(view.Talks.Select(talk => new JsonObject
        {
            ["@type"] = "Event",
            ["name"] = talk.Title,
            ["url"] = page.World(page.TalkPath(talk.Slug, talk.TalkId)),
            ["startDate"] = LinkedJson.Time(talk.StartInstant, talk.Zone),
            ["superEvent"] = new JsonObject { ["@type"] = "Event", ["name"] = talk.Meetup, ["startDate"] = LinkedJson.Time(talk.StartInstant, talk.Zone) },
        }.WithoutNothing())),
    }.WithoutNothing().Page();

    private static JsonObject Of(CatalogueLine line, PageContext page) => new JsonObject
    {
        ["@type"] = "Event",
        ["name"] = line.Title,
        ["url"] = page.World(page.AgendaPath(line.Slug)),
        ["startDate"] = LinkedJson.Time(line.StartInstant, line.Zone),
        ["endDate"] = line.EndInstant is { } end ? LinkedJson.Time(end, line.Zone) : null,
        ["eventStatus"] = $"https://schema.org/Event{line.Status switch
        {
            MeetupStatus.Cancelled => "Cancelled",
            MeetupStatus.Postponed => "Postponed",
            _ => "Scheduled",
        }}",
        ["location"] = line.Form is MeetupForm.Online
            ? page.World(page.AgendaPath(line.Slug)) is { } url ? new JsonObject { ["@type"] = "VirtualLocation", ["url"] = url } : null
            : line.Venue,
    }.WithoutNothing();
}
