using EventOps.Domain.Meetups;
using EventOps.Server.Files;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EventOps.Server.SpeakerLinks;

/// <summary>
/// What came by the form of a speaker's link: slides as a link or as a file. The file is the form's last part, so that it is
/// received only once all before it can be right, and goes to disk under the limits of every other upload.
/// </summary>
internal sealed record HandInForm(Guid Slides, string Title, string Url, string? File)
{
    private const int MostBytes = 16 * 1024;
    private const int MostFields = 10;
    private const int LongestBoundary = 200;
    private const string Malformed = "request.malformed";

    /// <summary>The form, or the code of what is wrong with it.</summary>
    public static async Task<(HandInForm? Form, string? Problem)> Read(HttpContext context, FileDesk files, FileSettings settings, string community)
    {
        try
        {
            if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type))
                return (null, Malformed);
            if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
                return context.Request.ContentLength > settings.MostBytes + UploadedBody.FormOverhead
                    ? (null, FileDesk.TooLarge(settings).Code)
                    : await OfParts(context, type, files, community);
            if (!context.Request.HasFormContentType || context.Request.ContentLength is not (>= 0 and <= MostBytes))
                return (null, Malformed);
            var form = await context.Request.ReadFormAsync(new() { ValueCountLimit = MostFields, KeyLengthLimit = 50, ValueLengthLimit = MostBytes }, context.RequestAborted);
            return Of(form.ToDictionary(StringComparer.Ordinal)) is { } read ? (read, null) : (null, Malformed);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return (null, Malformed);
        }
    }

    /// <summary>What the form asks for; a file goes before a link, which stands in the form of slides that have one.</summary>
    public MeetupCommand Command(Meetup state, Guid talk)
    {
        var (url, file) = File is { } hash ? (null, new FileReference(hash)) : (Url, (FileReference?)null);
        return state.Slides.ContainsKey(Slides)
            ? new ReplaceSlides(Slides, url, Title, File: file)
            : new AttachSlides(Title, url, Slides, talk, File: file);
    }

    private static HandInForm? Of(IReadOnlyDictionary<string, StringValues> fields) =>
        Guid.TryParse(Text(fields, "slides"), out var slides) && slides != Guid.Empty
            ? new(slides, Text(fields, "title"), Text(fields, "url"), null)
            : null;

    private static string Text(IReadOnlyDictionary<string, StringValues> fields, string name) =>
        fields.TryGetValue(name, out var values) ? values.ToString().Trim() : "";

    private static async Task<(HandInForm?, string?)> OfParts(HttpContext context, MediaTypeHeaderValue type, FileDesk files, string community)
    {
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
            return (null, Malformed);
        var parts = new MultipartReader(boundary, context.Request.Body) { BodyLengthLimit = null };
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        while (fields.Count <= MostFields && await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said))
                return (null, Malformed);
            if (said.IsFileDisposition())
                return Of(fields) is { Title.Length: > 0 } form ? await form.WithFile(part, parts, files, community, context.RequestAborted) : (null, Malformed);
            if (await Small(part.Body, context.RequestAborted) is not { } text || !fields.TryAdd($"{said.Name}", text))
                return (null, Malformed);
        }

        return Of(fields) is { } read && fields.Count <= MostFields ? (read, null) : (null, Malformed);
    }

    // Browsers send a part without bytes when no file was chosen.
    private async Task<(HandInForm?, string?)> WithFile(MultipartSection part, MultipartReader parts, FileDesk files, string community, CancellationToken ct)
    {
        if (BodyDigest.Read(new HeaderDictionary(part.Headers)) is not { } digest)
            return (null, "file.digest_unreadable");
        var upload = await files.Take(community, part.Body, part.ContentType, digest, ct);
        if (await parts.ReadNextSectionAsync(ct) is not null)
            return (null, Malformed);
        return upload switch
        {
            { File: { } file } => (this with { File = file.Sha256 }, null),
            { Refusal.Code: "file.empty" } when Url.Length > 0 => (this, null),
            { Refusal: { } refusal } => (null, refusal.Code),
            _ => (null, Malformed),
        };
    }

    private static async Task<string?> Small(Stream body, CancellationToken ct)
    {
        var bytes = new byte[MostBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return count > MostBytes ? null : System.Text.Encoding.UTF8.GetString(bytes, 0, count);
    }
}
