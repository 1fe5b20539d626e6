using EventOps.Domain.Communities;
using EventOps.Server.Files;
using EventOps.Server.Files.Stores;
using EventOps.Server.Pages;

namespace EventOps.Server.Communities;

/// <summary>
/// The pictures that a community shows of itself, at addresses that follow from their bytes, so that browsers may keep them for ever.
/// No other upload has an address here, whoever knows its hash.
/// </summary>
internal sealed class PictureRoute(CommunityRegister communities, IBlobs blobs, PageDesk pages)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static string PathOf(string community, CommunityPicture picture) => $"/{Uri.EscapeDataString(community)}/pictures/{picture.Sha256}";

    // Of that length: a meetup may be called pictures.
    public static void Map(WebApplication app) => app.MapMethods("/{community}/pictures/{sha256:length(64)}", Reading, (
        HttpContext context, PictureRoute pictures, string community, string sha256) => pictures.Show(context, community, sha256)).ExcludeFromDescription();

    private async Task<IResult> Show(HttpContext context, string name, string sha256)
    {
        if (await communities.Find(name, context.RequestAborted) is not { Facts: { } facts }
            || facts.Channels.Select(channel => channel.Picture).Append(facts.Look?.Picture).FirstOrDefault(one => one?.Sha256 == sha256) is not { } picture)
            return await pages.Missing(context, name);
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return await ServedFile.Of(context, blobs, new(name, picture.Sha256), picture.MediaType, picture.Sha256[..16]);
    }
}
