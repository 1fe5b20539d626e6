using EventOps.Server.Meetups;

namespace EventOps.Server.Hosting;

/// <summary>What the OpenAPI document says of a route that reads its body itself.</summary>
internal static class RouteDescriptions
{
    /// <summary>Names a route, and the type that its JSON body becomes if it takes one.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, Type? body = null)
    {
        route.WithName(name);
        return body is null ? route : route.WithMetadata(new RequestBody(body));
    }

    /// <summary>A route that carries out a command on a meetup, or with no body type a list of them, dry if asked to.</summary>
    public static RouteHandlerBuilder DescribeCommand(this RouteHandlerBuilder route, string name, Type? body, string? summary = null)
    {
        route.WithName(name).WithTags("Meetups").WithMetadata(new RequestBody(body)).CanRunDry().Produces<CommandAnswer>();
        if (name == "ScheduleEvent")
            route.Produces<CommandAnswer>(StatusCodes.Status201Created);
        return (summary ?? (body is null ? null : CommandDocs.Summary(body))) is { } text ? route.WithSummary(text) : route;
    }
}

/// <summary>The type that a route's JSON body becomes; null for a list of commands.</summary>
internal sealed record RequestBody(Type? Type);
