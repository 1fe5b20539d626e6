using EventOps.Server.Access;
using Microsoft.AspNetCore.Http.Features;

namespace EventOps.Server.Feeds;

/// <summary>An open event stream, from its headers to its end.</summary>
internal sealed class EventStreamResult(EventSelection selection, long after) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var (seat, full) = services.GetRequiredService<StreamSeats>().Take(context);
        if (full is not null)
        {
            await full.ExecuteAsync(context);
            return;
        }

        using (seat)
        {
            Begin(context);
            await using var reader = new StreamReading(
                context, selection, after, services.GetRequiredService<EventHub>(), services.GetRequiredService<StreamCatchUp>(),
                services.GetRequiredService<Credentials>(), services.GetRequiredService<StreamLimits>(),
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
            await reader.Run();
        }
    }

    private static void Begin(HttpContext context)
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = "text/event-stream";
        headers.CacheControl = "no-cache, no-transform";
        headers["X-Accel-Buffering"] = "no";
        headers.Vary = "Authorization";
        headers.AccessControlAllowOrigin = "*";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
