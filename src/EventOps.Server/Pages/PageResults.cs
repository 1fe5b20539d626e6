using EventOps.Server.Hosting;

namespace EventOps.Server.Pages;

/// <summary>Sends a ready page, or 304 to those who have it.</summary>
internal sealed class PageResult(ReadyPage page, string? vary) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = page.ETag;
        // Asked again each time, answered 304 nearly always: what is published shows at once.
        response.Headers.CacheControl = "no-cache";
        if (vary is not null)
            response.Headers.Vary = vary;
        if (EntityTags.Have(request.Headers.IfNoneMatch, page.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        PageHeaders.Put(response, page.ContentType);
        response.ContentLength = page.Body.Length;
        return HttpMethods.IsHead(request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(page.Body, context.RequestAborted).AsTask();
    }
}
