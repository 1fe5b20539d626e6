using EventOps.Domain.Shared;
using EventOps.Server.Access;
using EventOps.Server.Meetups;
using NodaTime;

namespace EventOps.Server.Links;

/// <summary>How the links of a meetup are doing, for its organizers.</summary>
internal static class LinkRoutes
{
    public static void Map(RouteGroupBuilder meetups) =>
        meetups.MapGet("/{meetup}/links", Read).WithName("GetLinks").WithTags("Meetups").Produces<LinksAnswer>()
            .WithSummary("The links of decks and recordings, and how each was when it was last looked at.").Needs(Right.RunMeetups);

    private static async Task<IResult> Read(
        HttpContext context, LinksInUse used, LinkTable table, LinkSettings settings, SlugRegister slugs, string meetup)
    {
        var caller = Caller.Of(context);
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id
            || await used.Of(caller.Community, id, context.RequestAborted) is not { } links)
            return MeetupIds.NotFound();
        var known = (await table.Of(caller.Community, context.RequestAborted)).ToDictionary(link => link.Url, StringComparer.Ordinal);
        return TypedResults.Ok(new LinksAnswer([.. links.Select(link => LinkAnswer.Of(link, known.GetValueOrDefault(link.Url), settings.DeadAfter))]));
    }
}

/// <summary>The links of one meetup.</summary>
public sealed record LinksAnswer(ValueList<LinkAnswer> Links);

/// <summary>One link.</summary>
/// <param name="Kind"><c>deck</c> or <c>recording</c>.</param>
/// <param name="Id">The deck's or the recording's.</param>
/// <param name="Status">What the host answered last.</param>
/// <param name="Fault">Why nothing came of it: not_found, server_error, timeout, unknown_host, refused, tls, redirects, private_address, broken.</param>
/// <param name="Failures">How often in a row.</param>
/// <param name="CheckedAt">Absent while nobody has looked.</param>
public sealed record LinkAnswer(
    string Url, string Kind, Guid Id, string Title, LinkState State, int? Status, string? Fault, int Failures, Instant? FailingSince,
    Instant? CheckedAt)
{
    internal static LinkAnswer Of(UsedLink link, KnownLink? known, int deadAfter) => new(
        link.Url, link.Kind, link.Id, link.Title, known?.State(deadAfter) ?? LinkState.Unchecked, known?.Status, known?.Fault, known?.Failures ?? 0,
        InstantOf(known?.FailingSince), InstantOf(known?.Checked));

    private static Instant? InstantOf(DateTimeOffset? time) => time is { } known ? Instant.FromDateTimeOffset(known) : null;
}
