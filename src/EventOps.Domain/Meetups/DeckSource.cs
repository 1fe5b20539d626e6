using EventOps.Domain.Shared;

namespace EventOps.Domain.Meetups;

/// <summary>Where a version of slides is: at a link somewhere, or in a file that was uploaded here.</summary>
internal sealed record DeckSource(string Url, DeckFile? File)
{
    /// <summary>
    /// The address of an uploaded version, seen from the meetup's own address <c>/{community}/{slug}/</c>. It is stored where
    /// else a link stands, so that whoever reads links finds one.
    /// </summary>
    public static string AddressOf(Guid slidesId, int version) => $"slides/{slidesId}/v/{version}";

    public static (DeckSource? Source, Refusal? Refusal) Of(string? url, FileReference? file, Guid slidesId, int version) => (url, file) switch
    {
        ({ } link, null) => (new(link, null), null),
        (null, { Known: { } known }) => (new(AddressOf(slidesId, version), known), null),
        (null, { } unknown) => (null, new FileNotFound(unknown.Sha256)),
        _ => (null, new SlidesSourceUnclear()),
    };

    /// <summary>Whether a deck is there already: the same link, or the same bytes.</summary>
    public static bool IsOf(Deck deck, string? url, FileReference? file) =>
        file is null ? deck.File is null && deck.Url == url : deck.File?.Sha256 == file.Sha256 && url is null;
}

/// <summary>Nobody uploaded such a file to this community, or it was never used and swept away.</summary>
public sealed record FileNotFound(string Sha256) : Refusal(
    RefusalKind.NotFound, "file.not_found", "No such file was uploaded to this community; upload it first.");

/// <summary>Slides are either a link or a file.</summary>
public sealed record SlidesSourceUnclear() : Refusal(
    RefusalKind.Invalid, "slides.source_unclear", "Give either url or file, and not both.");
