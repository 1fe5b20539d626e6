using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.Access;

/// <summary>
/// Makes links for those who have no account, lists them, takes them back and opens them, whatever they lead to. A link is made
/// for what is there; it is shown to the one request that made it.
/// </summary>
internal sealed class SecretLinkDesk(
    SecretLinkTable links, Streams streams, SlugRegister slugs, ServerSettings settings, RateLimits limits, TimeProvider time)
{
    public async Task<IResult> Make(HttpContext context, LinkKind kind, string meetup, Guid? talk = null)
    {
        var (caller, ct) = (Caller.Of(context), context.RequestAborted);
        var (request, options, problem) = await ConditionalBody.Read<SecretLinkRequest>(context, kind.Command);
        if (request is null || options is null)
            return problem!;
        var now = time.GetUtcNow();
        var (expires, error) = SecretLinks.Term(request.ExpiresAt, now);
        if (error is not null)
            return Problems.Shape([error]);
        if (await Find(context, meetup, talk) is not { } to)
            return Missing(talk);
        var link = new SecretLink(caller.Community, SecretLinks.NewId(options, to), to, now, caller.Name, expires, null);
        if (await links.Add(link, options.RequestHash, ct) is not { } secret)
            return await links.WasAsked(link, options.RequestHash, ct) ? SecretLinks.Shown(link.Id) : Problems.KeyReused();
        // It is listed where it is made, in the plural.
        return TypedResults.Created(
            $"{context.Request.Path.ToUriComponent()}s/{link.Id}",
            SecretLinkAnswer.Of(link, $"{settings.PublicUrl}{kind.PathOf(caller.Community, secret)}"));
    }

    public async Task<IResult> List(HttpContext context, string meetup, Guid? talk = null)
    {
        if (await Find(context, meetup, talk) is not { } to)
            return Missing(talk);
        var found = await links.List(Caller.Of(context).Community, to, time.GetUtcNow(), context.RequestAborted);
        return TypedResults.Ok(new SecretLinksAnswer([.. found.Select(link => SecretLinkAnswer.Of(link))]));
    }

    public async Task<IResult> Revoke(HttpContext context, Guid id, string meetup, Guid? talk = null) =>
        await Find(context, meetup, talk) is { } to
            && await links.Revoke(Caller.Of(context).Community, to, id, time.GetUtcNow(), context.RequestAborted)
                ? TypedResults.NoContent()
                : Problems.NotFound("link.not_found", "There is no such link.");

    /// <summary>The link of a kind that a secret opens for somebody who has not guessed too often; null: none.</summary>
    public async Task<SecretLink?> Open(HttpContext context, LinkKind kind, string community, string secret)
    {
        if (!SecretLinks.MayTry(limits, context, secret))
            return null;
        var link = await links.Use(community, secret, kind.ToTalk, time.GetUtcNow(), context.RequestAborted);
        if (link is null)
            limits.Failed(context);
        return link;
    }

    // An id is taken at its word elsewhere; here something is made for it.
    private async Task<LinkTarget?> Find(HttpContext context, string meetup, Guid? talk)
    {
        var community = Caller.Of(context).Community;
        if (await MeetupIds.Find(slugs, community, meetup, context.RequestAborted) is not { } id)
            return null;
        var state = (await streams.Load(MeetupStreams.Definition, new(community, id), context.RequestAborted)).State;
        return talk is null ? state.Exists ? new(id) : null
            : state.Talks.TryGetValue(talk.Value, out var found) && !found.Withdrawn ? new(id, talk) : null;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Missing(Guid? talk) => talk is { } id ? Problems.Of(new NotFound("talk", id)) : MeetupIds.NotFound();
}
