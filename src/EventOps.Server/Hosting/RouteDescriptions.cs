using EventOps.Server.Meetups;

namespace EventOps.Server.Hosting;

/// <summary>What the OpenAPI document says of a route that reads its body itself.</summary>
internal static class RouteDescriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, Type? body, string? summary = null)
    {
        route.WithName(name).WithTags("Meetups").WithMetadata(new RequestBody(body)).CanRunDry().Produces<CommandAnswer>();
        if (name == "ScheduleEvent")
            route.Produces<CommandAnswer>(StatusCodes.Status201Created);
        return (summary ?? (body is null ? null : CommandDocs.Summary(body))) is { } text ? route.WithSummary(text) : route;
    }
}

/// <summary>The type that a route's JSON body becomes; null for a list of commands.</summary>
internal sealed record RequestBody(Type? Type);
