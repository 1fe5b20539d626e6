using EventOps.Domain.Meetups;
using EventOps.Server.Access;
using EventOps.Server.Files.Sniffing;
using EventOps.Server.Files.Stores;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EventOps.Server.Files;

/// <summary>Uploads, and what organizers see of uploaded files. What the public sees of them has addresses of its own.</summary>
internal static class FileRoutes
{
    public static void Map(RouteGroupBuilder community)
    {
        var files = community.MapGroup("/files").WithTags("Files");
        files.MapPost("", Upload).WithName("UploadFile").WithMetadata(new UploadBody())
            .Produces<FileAnswer>(StatusCodes.Status201Created).Produces<FileAnswer>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422)
            .ProducesProblem(503).ProducesProblem(507)
            .WithSummary("Uploads a deck: its bytes as the body, or as the one file of a form. Attach it by the hash in the answer.")
            // The server's own limit is that of commands; here the bytes are counted as they come.
            .WithMetadata(new DisableRequestSizeLimitAttribute()).Needs(Right.GiveCommands);
        files.MapGet("/{sha256}", Describe).WithName("GetFile").Produces<FileAnswer>().ProducesProblem(404)
            .WithSummary("What is known of an uploaded file.").Needs(Right.RunMeetups);
        // As everywhere, HEAD is answered and not described: in the document each operation has a name of its own.
        files.MapMethods("/{sha256}/content", [HttpMethods.Head], Content).ExcludeFromDescription().Needs(Right.RunMeetups);
        files.MapGet("/{sha256}/content", Content).WithName("GetFileContent")
            .Produces(StatusCodes.Status200OK, null, "application/octet-stream").ProducesProblem(404)
            .WithSummary("The bytes of an uploaded file, published or not.").Needs(Right.RunMeetups);
    }

    private static async Task<IResult> Upload(HttpContext context, FileDesk desk, FileSettings settings)
    {
        var caller = Caller.Of(context);
        if (context.Request.ContentLength > settings.MostBytes + UploadedBody.FormOverhead)
            return Refused(context, FileDesk.TooLarge(settings));
        var (body, refusal) = await UploadedBody.Open(context.Request, context.RequestAborted);
        if (body is null)
            return Refused(context, refusal!);
        var upload = await desk.Take(caller.Community, body.Bytes, body.MediaType, body.Digest, context.RequestAborted);
        if (upload.File is null)
            return Refused(context, upload.Refusal!);
        return await body.IsOnly(context.RequestAborted)
            ? Answer(caller, upload)
            : Refused(context, UploadedBody.NotOneFile);
    }

    private static async Task<IResult> Describe(HttpContext context, FileRegister files, string sha256)
    {
        var caller = Caller.Of(context);
        return FileReference.IsHash(sha256) && await files.Find(caller.Community, sha256.ToLowerInvariant(), context.RequestAborted) is { } file
            ? TypedResults.Ok(FileAnswer.Of(file))
            : NotFound(sha256);
    }

    private static async Task<IResult> Content(HttpContext context, FileRegister files, IBlobs blobs, string sha256)
    {
        var caller = Caller.Of(context);
        if (!FileReference.IsHash(sha256) || await files.Find(caller.Community, sha256.ToLowerInvariant(), context.RequestAborted) is not { } file)
            return NotFound(sha256);
        context.Response.Headers.CacheControl = "private, no-store";
        return await ServedFile.Of(context, blobs, new(caller.Community, file.Sha256), file.MediaType, file.Sha256[..16]);
    }

    private static ProblemHttpResult NotFound(string sha256) => Problems.Of(new FileNotFound(sha256));

    private static IResult Answer(Caller caller, Upload upload)
    {
        var answer = FileAnswer.Of(upload.File!);
        return upload.IsNew
            ? TypedResults.Created($"/api/communities/{caller.Community}/files/{answer.File}", answer)
            : TypedResults.Ok(answer);
    }

    private static ProblemHttpResult Refused(HttpContext context, FileRefusal refusal)
    {
        if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "2";
        return Problems.Of(refusal.Status, refusal.Code, refusal.Detail);
    }
}

/// <summary>An uploaded file.</summary>
/// <param name="File">Its SHA-256: what <c>attach-slides</c> and <c>replace-slides</c> take as <c>file</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="MediaType">As the bytes show it.</param>
/// <param name="Pages">Absent when nobody could count them.</param>
/// <param name="Preview">Absent when there is no picture of the first page.</param>
public sealed record FileAnswer(string File, long Size, string MediaType, int? Pages, PreviewSize? Preview)
{
    internal static FileAnswer Of(DeckFile file) => new(file.Sha256, file.Size, file.MediaType, file.Pages, file.Preview);
}

/// <summary>Marks the route whose body is a file, for the OpenAPI document.</summary>
internal sealed record UploadBody;
