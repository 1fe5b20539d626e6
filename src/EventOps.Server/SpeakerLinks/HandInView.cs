using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Server.SpeakerLinks;

/// <summary>What the page behind a speaker's link shows: one talk and its slides.</summary>
/// <param name="Id">Of the slides that the form hands in next; sent twice, they are handed in once.</param>
public sealed record HandInView(string Meetup, string Talk, ValueList<HandedIn> Slides, Guid Id, bool Done)
{
    /// <summary>The code of what is wrong with what was sent.</summary>
    public string? Problem { get; init; }

    internal static HandInView Of(Guid talk, Meetup meetup, bool done) => new(
        meetup.Details.Title, meetup.Talks[talk].Title,
        [
            .. meetup.Slides.Values.Where(deck => deck.TalkId == talk && deck.Status is not SlidesStatus.Withdrawn)
                .OrderBy(deck => deck.SlidesId)
                .Select(deck => new HandedIn(deck.SlidesId, deck.Title, deck.Url, deck.Status is SlidesStatus.Published, deck.File)),
        ],
        Guid.CreateVersion7(), done);
}

/// <summary>Slides of the talk; published ones are the organizers' to change.</summary>
public sealed record HandedIn(Guid SlidesId, string Title, string Url, bool Published, DeckFile? File);
