using EventOps.Server.Hosting;
using EventOps.Server.Subscriptions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>The keys of a community: made, shown, turned and revoked by its owners.</summary>
internal static class KeyRoutes
{
    public static void Map(RouteGroupBuilder community)
    {
        var keys = community.MapGroup("/keys").WithTags("Access").Needs(Right.ManageKeys);
        keys.MapPost("", Create).Describe("CreateKey", typeof(CreateKeyRequest))
            .Produces<KeyCreatedAnswer>(StatusCodes.Status201Created).WithSummary("Makes a key and shows it this once.");
        keys.MapGet("", List).Describe("ListKeys").Produces<KeysAnswer>().WithSummary("The keys that open something, the oldest first.");
        keys.MapGet("/{id:guid}", Read).Describe("GetKey").Produces<KeyAnswer>().WithSummary("One key.");
        keys.MapDelete("/{id:guid}", Revoke).Describe("RevokeKey").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a key back; it opens nothing from then on.");
        keys.MapPost("/{id:guid}/rotate", Rotate).Describe("RotateKey").Produces<KeyCreatedAnswer>()
            .WithSummary("Puts another secret in the place of the old one, which opens nothing from then on, and shows it this once.");
    }

    private static async Task<IResult> Create(HttpContext context, ApiKeys keys, TimeProvider time)
    {
        var caller = Caller.Of(context);
        var (body, problem) = await JsonBody.Read(context.Request, context.RequestAborted);
        if (body is null)
            return problem!;
        using var _ = body;
        var (request, shape) = JsonBody.Bind<CreateKeyRequest>(body.Root);
        if (request is null)
            return Problems.Shape(shape);
        if (KeyShape.ErrorsOf(request, time) is { Count: > 0 } errors)
            return Problems.Shape(errors);
        var record = new KeyRecord(
            caller.Community, Guid.CreateVersion7(), "", request.Name, request.Role, request.Rights, request.Talks, time.GetUtcNow(),
            caller.Name, request.ExpiresAt?.ToDateTimeOffset(), null);
        var secret = await keys.Create(record, context.RequestAborted);
        return TypedResults.Created(
            $"/api/communities/{caller.Community}/keys/{record.Id}",
            new KeyCreatedAnswer(secret, KeyAnswer.Of(record with { Prefix = ApiKeys.PrefixOf(secret) })));
    }

    private static async Task<Ok<KeysAnswer>> List(HttpContext context, KeyTable table) =>
        TypedResults.Ok(new KeysAnswer([.. (await table.List(Caller.Of(context).Community, context.RequestAborted)).Select(KeyAnswer.Of)]));

    private static async Task<IResult> Read(HttpContext context, KeyTable table, Guid id) =>
        await table.Find(Caller.Of(context).Community, id, context.RequestAborted) is { } key
            ? TypedResults.Ok(KeyAnswer.Of(key))
            : NotFound();

    private static async Task<IResult> Revoke(HttpContext context, ApiKeys keys, Guid id) =>
        await keys.Revoke(Caller.Of(context).Community, id, context.RequestAborted) ? TypedResults.NoContent() : NotFound();

    private static async Task<IResult> Rotate(HttpContext context, ApiKeys keys, Guid id)
    {
        var community = Caller.Of(context).Community;
        return await keys.Rotate(community, id, context.RequestAborted) is { } secret
            && await keys.Table.Find(community, id, context.RequestAborted) is { } key
                ? TypedResults.Ok(new KeyCreatedAnswer(secret, KeyAnswer.Of(key)))
                : NotFound();
    }

    private static ProblemHttpResult NotFound() => Problems.NotFound("key.not_found", "There is no such key.");
}
