using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Server.Files;
using EventOps.Server.Files.Sniffing;
using EventOps.Server.Files.Stores;
using EventOps.Server.Meetups;
using EventOps.Server.Pages;

namespace EventOps.Server.Decks;

/// <summary>
/// The stable addresses of decks: the latest version, each version, the picture of its first page. The stream itself is
/// asked what is public, never a page or a file: what was taken back is gone with the next request, on every node.
/// </summary>
internal sealed class DeckRoutes(Streams streams, SlugRegister slugs, IBlobs blobs, PageDesk pages)
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapMethods("/{meetup}/slides/{deck:guid}", Reading, (HttpContext context, DeckRoutes decks, string community, string meetup, Guid deck) =>
            decks.Show(context, new(community, meetup, deck, Version: null)));
        pages.MapMethods("/{meetup}/slides/{deck:guid}/v/{version:int}", Reading, (
            HttpContext context, DeckRoutes decks, string community, string meetup, Guid deck, int version) =>
            decks.Show(context, new(community, meetup, deck, version)));
        pages.MapMethods("/{meetup}/slides/{deck:guid}/v/{version:int}/preview", Reading, (
            HttpContext context, DeckRoutes decks, string community, string meetup, Guid deck, int version) =>
            decks.Preview(context, new(community, meetup, deck, version)));
    }

    private async Task<IResult> Show(HttpContext context, DeckAddress asked)
    {
        var (version, status) = await Find(asked, context.RequestAborted);
        if (version is null)
            return await pages.Missing(context, asked.Community, status);
        context.Response.Headers.CacheControl = version.File is not null && asked.Version is not null ? Immutable : "no-cache";
        return version.File is { } file
            ? await ServedFile.Of(context, blobs, new(asked.Community, file.Sha256), file.MediaType, version.Title)
            : await Elsewhere(context, asked, version.Url);
    }

    private async Task<IResult> Preview(HttpContext context, DeckAddress asked)
    {
        var (version, status) = await Find(asked, context.RequestAborted);
        if (version?.File is not { Preview: not null } file)
            return await pages.Missing(context, asked.Community, version is null ? status : StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = Immutable;
        return await ServedFile.Of(context, blobs, new(asked.Community, file.Sha256, Preview: true), FileTypes.PreviewOf(file.MediaType), version.Title);
    }

    // Only what everybody saw is here at all: neither a draft nor a scheduled deck can be told from none.
    private async Task<(DeckVersion? Version, int Status)> Find(DeckAddress asked, CancellationToken ct)
    {
        if (await MeetupIds.Find(slugs, asked.Community, asked.Meetup, ct) is not { } id)
            return (null, StatusCodes.Status404NotFound);
        var meetup = (await streams.Load(MeetupStreams.Definition, new(asked.Community, id), ct)).State;
        var deck = meetup.Slides.GetValueOrDefault(asked.SlidesId);
        var found = deck?.Shown.LastOrDefault(version => asked.Version is null || version.Version == asked.Version);
        return found is null ? (null, StatusCodes.Status404NotFound)
            : deck!.Status is SlidesStatus.Published ? (found, StatusCodes.Status200OK)
            : (null, StatusCodes.Status410Gone);
    }

    private async Task<IResult> Elsewhere(HttpContext context, DeckAddress asked, string url)
    {
        if (WebLinks.Safe(url) is not { } safe || safe.StartsWith("mailto:", StringComparison.Ordinal))
            return await pages.Missing(context, asked.Community, StatusCodes.Status404NotFound);
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Redirect(safe);
    }

    /// <param name="Version">Absent: the latest.</param>
    private sealed record DeckAddress(string Community, string Meetup, Guid SlidesId, int? Version);
}
