using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Subscriptions;
using NodaTime;

namespace EventOps.Server.SpeakerLinks;

/// <summary>Asks for a link.</summary>
/// <param name="ExpiresAt">When it stops to open anything, at most 90 days from now; absent: in 14 days.</param>
public sealed record SpeakerLinkRequest(Instant? ExpiresAt = null);

/// <summary>A link as organizers see it.</summary>
/// <param name="Url">The link itself, shown this once when it is made.</param>
public sealed record SpeakerLinkAnswer(Guid LinkId, Instant CreatedAt, string CreatedBy, Instant ExpiresAt, Instant? LastUsedAt, string? Url = null)
{
    internal static SpeakerLinkAnswer Of(SpeakerLink link, string? url = null) => new(
        link.Id, Instant.FromDateTimeOffset(link.Created), link.CreatedBy, Instant.FromDateTimeOffset(link.Expires),
        link.LastUsed is { } used ? Instant.FromDateTimeOffset(used) : null, url);
}

/// <summary>The links of a talk that open something.</summary>
public sealed record SpeakerLinksAnswer(ValueList<SpeakerLinkAnswer> Links);

/// <summary>Links for speakers without an account: organizers make them for one talk and take them back.</summary>
internal static class SpeakerLinkRoutes
{
    public static void Map(RouteGroupBuilder meetups)
    {
        var talk = meetups.MapGroup("/{meetup}/talks/{talk:guid}").WithTags("Speakers").Needs(Right.RunMeetups);
        talk.MapPost("/speaker-link", Create).Describe("CreateSpeakerLink", typeof(SpeakerLinkRequest))
            .Produces<SpeakerLinkAnswer>(StatusCodes.Status201Created)
            .WithSummary("Makes a link by which whoever has it hands in slides for this talk, and shows it this once. It never publishes.");
        talk.MapGet("/speaker-links", List).Describe("ListSpeakerLinks").Produces<SpeakerLinksAnswer>()
            .WithSummary("The links of the talk that open something.");
        talk.MapDelete("/speaker-links/{id:guid}", Revoke).Describe("RevokeSpeakerLink").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a link back; it opens nothing from then on.");
    }

    private static async Task<IResult> Create(
        HttpContext context, Streams streams, SlugRegister slugs, SpeakerLinkTable links, ServerSettings settings, TimeProvider time, string meetup, Guid talk)
    {
        var caller = Caller.Of(context);
        var (request, options, problem) = await SubscriptionBody.Read<SpeakerLinkRequest>(context, "CreateSpeakerLink");
        if (request is null)
            return problem!;
        var now = time.GetUtcNow();
        var (expires, error) = SecretLinks.Term(request.ExpiresAt, now);
        if (error is not null)
            return Problems.Shape([error]);
        if (await Talk(context, streams, slugs, meetup, talk) is not { } own)
            return Missing(talk);
        var link = new SpeakerLink(caller.Community, SecretLinks.NewId(options!, talk), own, now, caller.Name, expires, null);
        if (await links.Add(link, options!.RequestHash, context.RequestAborted) is not { } secret)
            return await links.WasAsked(link, options.RequestHash, context.RequestAborted) ? SecretLinks.Shown(link.Id) : Problems.KeyReused();
        return TypedResults.Created(
            $"/api/communities/{caller.Community}/meetups/{meetup}/talks/{talk}/speaker-links/{link.Id}",
            SpeakerLinkAnswer.Of(link, $"{settings.PublicUrl}{HandInRoutes.PathOf(caller.Community, secret)}"));
    }

    private static async Task<IResult> List(
        HttpContext context, Streams streams, SlugRegister slugs, SpeakerLinkTable links, TimeProvider time, string meetup, Guid talk) =>
        await Talk(context, streams, slugs, meetup, talk) is { } own
            ? TypedResults.Ok(new SpeakerLinksAnswer(
                [.. (await links.List(Caller.Of(context).Community, own, time.GetUtcNow(), context.RequestAborted)).Select(link => SpeakerLinkAnswer.Of(link))]))
            : Missing(talk);

    private static async Task<IResult> Revoke(
        HttpContext context, Streams streams, SlugRegister slugs, SpeakerLinkTable links, TimeProvider time, string meetup, Guid talk, Guid id) =>
        await Talk(context, streams, slugs, meetup, talk) is { } own
            && await links.Revoke(Caller.Of(context).Community, own, id, time.GetUtcNow(), context.RequestAborted)
                ? TypedResults.NoContent()
                : Problems.NotFound("link.not_found", "The talk has no such link.");

    private static async Task<OwnTalk?> Talk(HttpContext context, Streams streams, SlugRegister slugs, string meetup, Guid talk)
    {
        var community = Caller.Of(context).Community;
        if (await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is not { } id)
            return null;
        var loaded = await streams.Load(MeetupStreams.Definition, new(community, id), context.RequestAborted);
        return loaded.State.Talks.TryGetValue(talk, out var found) && !found.Withdrawn ? new OwnTalk(id, talk) : null;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Missing(Guid talk) => Problems.Of(new NotFound("talk", talk));
}
