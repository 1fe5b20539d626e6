namespace EventOps.Server.Meetups;

/// <summary>Leads whoever asks for a meetup by a slug that it had to the same thing under the slug that it has.</summary>
internal sealed class MovedSlugs(SlugRegister slugs)
{
    private const string Api = "/api/";

    /// <summary>Stands before the pages and files; the API asks for itself, once it knows who asks.</summary>
    public async Task Lead(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && await Redirect(context, StatusCodes.Status301MovedPermanently) is { } moved)
            await moved.ExecuteAsync(context);
        else
            await next(context);
    }

    /// <summary>Where it is now; null when it is here, when nobody knows of it, and for what changes something.</summary>
    public async ValueTask<IResult?> Redirect(HttpContext context, int permanent)
    {
        var (request, values) = (context.Request, context.Request.RouteValues);
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || values["community"] is not string community || values["meetup"] is not string slug || Guid.TryParseExact(slug, "D", out _)
            || await slugs.Find(community, slug, context.RequestAborted) is not { } id
            || await slugs.Current(community, id, context.RequestAborted) is not { } now || now == slug)
            return null;
        // The slug is a whole segment and none before it can be the same text at that place.
        var before = request.Path.Value!.StartsWith(Api, StringComparison.OrdinalIgnoreCase) ? $"/api/communities/{community}/meetups/" : $"/{community}/";
        var after = request.Path.Value[(before.Length + slug.Length)..];
        return new Moved(new PathString($"{before}{now}{after}").ToUriComponent() + request.QueryString, permanent);
    }

    private sealed class Moved(string address, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = address;
            // A meetup may take an old slug up again; nobody may remember the way for ever.
            context.Response.Headers.CacheControl = "no-cache";
            return Task.CompletedTask;
        }
    }
}
