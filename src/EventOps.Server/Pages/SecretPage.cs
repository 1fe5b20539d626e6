namespace EventOps.Server.Pages;

/// <summary>A page for few eyes, mostly at an address that is a secret itself: nobody keeps it, lists it or hears of it.</summary>
internal sealed class SecretPage(byte[] html, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        PageHeaders.Put(context.Response, Ready.Html);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(html, context.RequestAborted).AsTask();
    }
}
