namespace EventOps.Server.Access;

/// <summary>What a route needs of whoever asks; every route below a community says so, and one that does not is for owners.</summary>
/// <param name="Right">What it needs at all.</param>
/// <param name="More">What shows or allows more where it is there.</param>
internal sealed record RouteRight(Right Right, Right? More = null)
{
    public static RouteRight Undeclared { get; } = new(Right.ManageCommunity);

    public static RouteRight Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<RouteRight>() ?? Undeclared;
}

internal static class RouteRights
{
    /// <summary>Nobody without this right gets any further than the door.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, Right right)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRight(right));

    /// <summary>Anybody may ask; who has the right sees more, or may ask for more.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder route, Right? more = null)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRight(Right.None, more));
}
