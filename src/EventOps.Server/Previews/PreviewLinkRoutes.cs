using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Subscriptions;
using NodaTime;

namespace EventOps.Server.Previews;

/// <summary>Asks for a link to the drafts of a meetup.</summary>
/// <param name="ExpiresAt">When it stops to open anything, at most 90 days from now; absent: in 14 days.</param>
public sealed record PreviewLinkRequest(Instant? ExpiresAt = null);

/// <summary>A link to drafts as organizers see it.</summary>
/// <param name="Url">The link itself, to the agenda, from where the recap is one click away; shown this once when it is made.</param>
public sealed record PreviewLinkAnswer(Guid LinkId, Instant CreatedAt, string CreatedBy, Instant ExpiresAt, Instant? LastUsedAt, string? Url = null)
{
    internal static PreviewLinkAnswer Of(PreviewLink link, string? url = null) => new(
        link.Id, Instant.FromDateTimeOffset(link.Created), link.CreatedBy, Instant.FromDateTimeOffset(link.Expires),
        link.LastUsed is { } used ? Instant.FromDateTimeOffset(used) : null, url);
}

/// <summary>The links of a meetup that open something.</summary>
public sealed record PreviewLinksAnswer(ValueList<PreviewLinkAnswer> Links);

/// <summary>Links for those who are to read a draft and have no account: organizers make them and take them back.</summary>
internal static class PreviewLinkRoutes
{
    public static void Map(RouteGroupBuilder meetups)
    {
        var meetup = meetups.MapGroup("/{meetup}").WithTags("Meetups").Needs(Right.RunMeetups);
        meetup.MapPost("/preview-link", Create).Describe("CreatePreviewLink", typeof(PreviewLinkRequest))
            .Produces<PreviewLinkAnswer>(StatusCodes.Status201Created)
            .WithSummary("Makes a link by which whoever has it reads agenda and recap as they would be if they were published now, and shows it this once.");
        meetup.MapGet("/preview-links", List).Describe("ListPreviewLinks").Produces<PreviewLinksAnswer>()
            .WithSummary("The links to the meetup's drafts that open something.");
        meetup.MapDelete("/preview-links/{id:guid}", Revoke).Describe("RevokePreviewLink").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a link back; it opens nothing from then on.");
    }

    private static async Task<IResult> Create(
        HttpContext context, Streams streams, SlugRegister slugs, PreviewLinkTable links, ServerSettings settings, TimeProvider time, string meetup)
    {
        var caller = Caller.Of(context);
        var (request, options, problem) = await SubscriptionBody.Read<PreviewLinkRequest>(context, "CreatePreviewLink");
        if (request is null)
            return problem!;
        var now = time.GetUtcNow();
        var (expires, error) = SecretLinks.Term(request.ExpiresAt, now);
        if (error is not null)
            return Problems.Shape([error]);
        if (await Meetup(context, streams, slugs, meetup) is not { } id)
            return MeetupIds.NotFound();
        var link = new PreviewLink(caller.Community, SecretLinks.NewId(options!, id), id, now, caller.Name, expires, null);
        if (await links.Add(link, options!.RequestHash, context.RequestAborted) is not { } secret)
            return await links.WasAsked(link, options.RequestHash, context.RequestAborted) ? SecretLinks.Shown(link.Id) : Problems.KeyReused();
        return TypedResults.Created(
            $"/api/communities/{caller.Community}/meetups/{meetup}/preview-links/{link.Id}",
            PreviewLinkAnswer.Of(link, $"{settings.PublicUrl}{PreviewPages.RootOf(caller.Community, secret)}/agenda"));
    }

    private static async Task<IResult> List(
        HttpContext context, Streams streams, SlugRegister slugs, PreviewLinkTable links, TimeProvider time, string meetup)
    {
        var community = Caller.Of(context).Community;
        return await Meetup(context, streams, slugs, meetup) is { } id
            ? TypedResults.Ok(new PreviewLinksAnswer(
                [.. (await links.List(community, id, time.GetUtcNow(), context.RequestAborted)).Select(link => PreviewLinkAnswer.Of(link))]))
            : MeetupIds.NotFound();
    }

    private static async Task<IResult> Revoke(
        HttpContext context, Streams streams, SlugRegister slugs, PreviewLinkTable links, TimeProvider time, string meetup, Guid id)
    {
        var community = Caller.Of(context).Community;
        return await Meetup(context, streams, slugs, meetup) is { } meetupId
            && await links.Revoke(community, meetupId, id, time.GetUtcNow(), context.RequestAborted)
                ? TypedResults.NoContent()
                : Problems.NotFound("link.not_found", "The meetup has no such link.");
    }

    // An id is taken at its word elsewhere; here something is made for it.
    private static async Task<Guid?> Meetup(HttpContext context, Streams streams, SlugRegister slugs, string meetup)
    {
        var community = Caller.Of(context).Community;
        return await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is { } id
            && (await streams.Load(MeetupStreams.Definition, new(community, id), context.RequestAborted)).State.Exists
                ? id
                : null;
    }
}
