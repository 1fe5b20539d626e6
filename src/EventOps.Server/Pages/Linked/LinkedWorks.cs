using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Projections.Shared;

namespace EventOps.Server.Pages.Linked;

/// <summary>What is left of a talk or a meetup: published decks and recordings, as schema.org names them.</summary>
internal static class LinkedWorks
{
    public static JsonArray Decks(IEnumerable<DeckLink> decks, MeetupHeader meetup, PageContext page) => LinkedJson.List(
        decks.Where(deck => deck.Status is SlidesStatus.Published && Address(deck, meetup, page) is not null).Select(deck => new JsonObject
        {
            ["@type"] = "PresentationDigitalDocument",
            ["name"] = deck.Title,
            ["url"] = Address(deck, meetup, page),
            ["encodingFormat"] = deck.File?.MediaType,
            ["datePublished"] = deck.PublishedAt is { } at ? LinkedJson.Time(at, meetup.Zone) : null,
        }.WithoutNothing()));

    public static JsonArray Recordings(IEnumerable<RecordingLink> recordings, MeetupHeader meetup) => LinkedJson.List(
        recordings.Where(recording => WebLinks.Safe(recording.Url) is not null).Select(recording => new JsonObject
        {
            ["@type"] = "VideoObject",
            ["name"] = recording.Title,
            ["url"] = WebLinks.Safe(recording.Url),
            ["uploadDate"] = recording.AddedAt is { } at ? LinkedJson.Time(at, meetup.Zone) : null,
        }.WithoutNothing()));

    /// <summary>Of an uploaded deck the address that stays when it is replaced; unknown as long as nobody said where this server is.</summary>
    private static string? Address(DeckLink deck, MeetupHeader meetup, PageContext page) =>
        deck.File is null ? WebLinks.Safe(deck.Url) : page.World(page.File(meetup.Slug, $"slides/{deck.SlidesId}"));
}
