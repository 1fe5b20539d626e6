using EventOps.Server.Communities;
using EventOps.Server.Pages;

namespace EventOps.Server.Hosting;

/// <summary>
/// Answers that carry nothing but a status (no such route, wrong method) get a problem as their body, or, for a browser that came
/// to an address where nothing is, a page.
/// </summary>
internal static class BarePages
{
    public static void UseBareStatusProblems(this WebApplication app) => app.UseStatusCodePages(async pages =>
    {
        var context = pages.HttpContext;
        var status = context.Response.StatusCode;
        if (status == StatusCodes.Status404NotFound && IsBrowsing(context.Request))
            await ShowNothing(context);
        else
            await Problems.Of(status, CodeOf(status), DetailOf(status)).ExecuteAsync(context);
    });

    private static bool IsBrowsing(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static async Task ShowNothing(HttpContext context)
    {
        var first = context.Request.Path.Value!.Split('/', 3) is [_, var name, ..] && CommunityNames.IsName(name) ? name : "";
        var page = await context.RequestServices.GetRequiredService<PageDesk>().Missing(context, first);
        await page.ExecuteAsync(context);
    }

    private static string CodeOf(int status) => status switch
    {
        404 => "route.not_found",
        405 => "route.method_not_allowed",
        415 => "request.not_json",
        413 => "request.too_large",
        503 => "request.timed_out",
        _ => "request.malformed",
    };

    private static string DetailOf(int status) => status switch
    {
        404 => "Nothing is at this address.",
        405 => "This address does not answer that method.",
        415 => "Send application/json.",
        413 => "The body is too large.",
        503 => "This took too long and was given up; it may have been carried out. Send it again with the same Idempotency-Key.",
        _ => "The request is malformed.",
    };
}
