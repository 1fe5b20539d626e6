using System.Globalization;
using EventOps.Server.Files.Sniffing;
using EventOps.Server.Files.Stores;
using EventOps.Server.Hosting;
using Microsoft.Net.Http.Headers;

namespace EventOps.Server.Files;

/// <summary>Sends stored bytes: whole or in ranges, with the headers that keep a browser from taking them for anything else.</summary>
internal static class ServedFile
{
    /// <param name="title">What the file is called on the reader's disk, without its ending.</param>
    public static async Task<IResult> Of(HttpContext context, IBlobs blobs, BlobName name, string mediaType, string title)
    {
        if (await blobs.Open(name, context.RequestAborted) is not { } bytes)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "file.missing", "The file was uploaded, but its bytes are not to be found at the moment.");
        }

        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentDisposition = Disposition(mediaType, title);
        return TypedResults.Stream(
            bytes, mediaType, entityTag: new EntityTagHeaderValue($"\"{name.Sha256}{(name.Preview ? "-preview" : "")}\""), enableRangeProcessing: true);
    }

    private static string Disposition(string mediaType, string title)
    {
        var disposition = new ContentDispositionHeaderValue(FileTypes.IsShown(mediaType) ? "inline" : "attachment");
        disposition.SetHttpFileName($"{Tame(title)}.{FileTypes.ExtensionOf(mediaType)}");
        return disposition.ToString();
    }

    // What a disk or a shell could stumble over becomes a blank; the rest stays, in whatever script.
    private static string Tame(string title)
    {
        var tame = string.Concat(title.EnumerateRunes().Take(120).Select(rune =>
            IsUnfit(rune) || "\\/:*?\"<>|%".Contains(rune.ToString(), StringComparison.Ordinal) ? " " : rune.ToString()));
        var name = string.Join(' ', tame.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        return name.Length == 0 ? "slides" : name;
    }

    private static bool IsUnfit(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
