namespace EventOps.Server.Hosting;

/// <summary>Answers that carry nothing but a status (no such route, wrong method) get a problem as their body.</summary>
internal static class BarePages
{
    public static void UseBareStatusProblems(this WebApplication app) => app.UseStatusCodePages(async pages =>
    {
        var context = pages.HttpContext;
        var status = context.Response.StatusCode;
        await Problems.Of(status, CodeOf(status), DetailOf(status)).ExecuteAsync(context);
    });

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
