using System.Diagnostics;
using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Files;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Communities;

/// <summary>Communities: founded by an operator, revised by their owners, read by anybody.</summary>
internal static class CommunityRoutes
{
    public static void Map(WebApplication app, RouteGroupBuilder community)
    {
        var all = app.MapGroup("/api/communities").AddEndpointFilter<OperatorAccess>().WithTags("Communities").Needs(Right.FoundCommunities);
        all.MapPost("", Found).Describe("FoundCommunity", typeof(FoundCommunityRequest))
            .Produces<CommunityFoundedAnswer>(StatusCodes.Status201Created)
            .WithSummary("Founds a community and shows the key of its first owner, this once. Needs an operator's key.");
        all.MapGet("", List).Describe("ListCommunities").Produces<CommunitiesAnswer>()
            .WithSummary("The names of all communities. Needs an operator's key.");
        community.MapGet("", Read).Describe("GetCommunity").WithTags("Communities").Public().Produces<CommunityAnswer>()
            .WithSummary("What a community says of itself.");
        community.MapPatch("", Revise).Describe("ReviseCommunity", typeof(ReviseCommunity)).WithTags("Communities")
            .Needs(Right.ManageCommunity).Produces<CommunityAnswer>().WithSummary("Changes what is given and leaves what is absent.");
    }

    private static async Task<IResult> Found(HttpContext context, CommunityRegister communities, ApiKeys keys)
    {
        var caller = Caller.Of(context);
        var (body, problem) = await JsonBody.Read(context.Request, context.RequestAborted);
        if (body is null)
            return problem!;
        using var _ = body;
        var (request, shape) = JsonBody.Bind<FoundCommunityRequest>(body.Root);
        if (request is null)
            return Problems.Shape(shape);
        if (CommandReader.ErrorsOf(CommunityShapes.Request.Validate(request)) is { Count: > 0 } errors)
            return Problems.Shape(errors);
        var (options, precondition) = Preconditions.Read(context.Request, caller, body.Bytes.Span, nameof(CreateCommunity));
        if (options is null)
            return precondition!;
        var outcome = await communities.Decide(request.Community, request.ToCommand().Decide, options, context.RequestAborted);
        if (Refused(outcome) is { } refused)
            return refused;
        // A founding that broke off before its key was made finds none.
        var secret = await keys.Table.Any(request.Community, context.RequestAborted) ? null : ApiKeys.Generate();
        if (secret is not null)
            await keys.Add(request.Community, secret, context.RequestAborted);
        var loaded = await communities.Load(request.Community, context.RequestAborted);
        var answer = new CommunityFoundedAnswer(CommunityAnswer.Of(request.Community, loaded.State.Facts!, loaded.Version), secret);
        return secret is null ? TypedResults.Ok(answer) : TypedResults.Created($"/api/communities/{request.Community}", answer);
    }

    private static async Task<Ok<CommunitiesAnswer>> List(HttpContext context, CommunityRegister communities) =>
        TypedResults.Ok(new CommunitiesAnswer([.. await communities.Names(context.RequestAborted)]));

    private static async Task<IResult> Read(HttpContext context, CommunityRegister communities)
    {
        var name = Caller.Of(context).Community;
        var answer = Answer(context, name, await communities.Load(name, context.RequestAborted));
        return EntityTags.Have(context.Request.Headers.IfNoneMatch, context.Response.Headers.ETag.ToString())
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : answer;
    }

    private static async Task<IResult> Revise(HttpContext context, CommunityRegister communities, FileRegister files)
    {
        var caller = Caller.Of(context);
        var (command, options, problem) = await ConditionalBody.Read<ReviseCommunity>(context, nameof(ReviseCommunity));
        if (command is null)
            return problem!;
        if (CommandReader.ErrorsOf(CommunityShapes.Revision.Validate(command)) is { Count: > 0 } errors)
            return Problems.Shape(errors);
        command = await files.Handed(caller.Community, command, context.RequestAborted);
        var outcome = await communities.Decide(caller.Community, command.Decide, options!, context.RequestAborted);
        return Refused(outcome) ?? Answer(context, caller.Community, await communities.Load(caller.Community, context.RequestAborted));
    }

    private static Ok<CommunityAnswer> Answer(HttpContext context, string name, LoadedStream<Community> loaded)
    {
        context.Response.Headers.ETag = Preconditions.ETagOf(loaded.Version);
        return TypedResults.Ok(CommunityAnswer.Of(name, loaded.State.Facts!, loaded.Version));
    }

    /// <summary>The problem that an outcome is; null when it was carried out.</summary>
    internal static IResult? Refused(CommandOutcome<Refusal?> outcome) => outcome switch
    {
        CommandOutcome<Refusal?>.Unchanged { Result: { } refusal } => Problems.Of(refusal),
        CommandOutcome<Refusal?>.KeyReused => Problems.KeyReused(),
        CommandOutcome<Refusal?>.VersionMismatch stale => Problems.Stale("community", stale.Actual),
        CommandOutcome<Refusal?>.Contended => Problems.Contended("community"),
        CommandOutcome<Refusal?>.Appended or CommandOutcome<Refusal?>.Unchanged or CommandOutcome<Refusal?>.Repeated => null,
        _ => throw new UnreachableException(outcome.GetType().Name),
    };
}
