using EventOps.Server.Files.Sniffing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EventOps.Server.Files;

/// <summary>The file in a request: its body as it is, or the one file of a form.</summary>
internal sealed record UploadedBody(Stream Bytes, string? MediaType, BodyDigest Digest, MultipartReader? Form)
{
    /// <summary>What a form may come to besides its file.</summary>
    public const int FormOverhead = 64 * 1024;

    private const int LongestBoundary = 200;

    public static FileRefusal NotOneFile { get; } = new FileRefusal(StatusCodes.Status400BadRequest, "file.form", "The form must hold one file and nothing else.");

    private static FileRefusal Unreadable { get; } = new(
        StatusCodes.Status400BadRequest, "file.digest_unreadable", "Content-Digest and Repr-Digest look like sha-256=:BASE64:.");

    public static async Task<(UploadedBody? Body, FileRefusal? Refusal)> Open(HttpRequest request, CancellationToken ct)
    {
        if (BodyDigest.Read(request.Headers) is not { } digest)
            return (null, Unreadable);
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        return type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true
            ? await OfForm(request, type, ct)
            : (new(request.Body, type?.MediaType.Value, digest, null), null);
    }

    /// <summary>Whether nothing follows the file.</summary>
    public async Task<bool> IsOnly(CancellationToken ct)
    {
        try
        {
            return Form is null || await Form.ReadNextSectionAsync(ct) is null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static async Task<(UploadedBody?, FileRefusal?)> OfForm(HttpRequest request, MediaTypeHeaderValue type, CancellationToken ct)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary })
            return (null, new FileRefusal(StatusCodes.Status400BadRequest, "file.form", "The form names no boundary."));
        try
        {
            var reader = new MultipartReader(boundary, request.Body) { BodyLengthLimit = null };
            if (await reader.ReadNextSectionAsync(ct) is not { } section || !IsFile(section))
                return (null, NotOneFile);
            // A digest in the request's own headers would be that of the form; a file has its own.
            return BodyDigest.Read(new HeaderDictionary(section.Headers)) is { } digest
                ? (new(section.Body, section.ContentType, digest, reader), null)
                : (null, Unreadable);
        }
        catch (InvalidDataException)
        {
            return (null, NotOneFile);
        }
    }

    private static bool IsFile(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said) && said.IsFileDisposition();
}
