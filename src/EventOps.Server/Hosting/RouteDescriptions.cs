using EventOps.Server.Meetups;

namespace EventOps.Server.Hosting;

/// <summary>What the OpenAPI document says of a route that reads its body itself.</summary>
internal static class RouteDescriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, Type? body, string? summary = null)
    {
        route.WithName(name).WithTags("Meetups").WithMetadata(new RequestBody(body))
            .Produces<CommandAnswer>(name == "ScheduleEvent" ? StatusCodes.Status201Created : StatusCodes.Status200OK);
        foreach (var status in (int[])[400, 401, 403, 404, 409, 412, 413, 415, 422, 503])
            route.ProducesProblem(status);
        return (summary ?? (body is null ? null : CommandDocs.Summary(body))) is { } text ? route.WithSummary(text) : route;
    }
}

/// <summary>The type that a route's JSON body becomes; null for a list of commands.</summary>
internal sealed record RequestBody(Type? Type);
