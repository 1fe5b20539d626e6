using System.Security.Cryptography;
using System.Text;
using EventOps.Domain.Shared;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>The keys of a community: made, shown, turned and revoked by its owners.</summary>
internal static class KeyRoutes
{
    private static readonly Guid Space = new("5b0a9a54-94b5-4f0e-8a55-3c1d6a0e7b21");

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

    private static async Task<IResult> Create(HttpContext context, ApiKeys keys, LimitSettings limits, TimeProvider time)
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
        var (options, precondition) = Preconditions.Read(context.Request, caller, body.Bytes.Span, nameof(CreateKeyRequest));
        if (options is null)
            return precondition!;
        var record = new KeyRecord(
            caller.Community, IdOf(caller.Community, options.IdempotencyKey), "", request.Name, request.Role, request.Rights, request.Talks, time.GetUtcNow(),
            caller.Name, request.ExpiresAt?.ToDateTimeOffset(), null);
        var asked = options.IdempotencyKey is null ? null : options.RequestHash.ToArray();
        var (secret, made) = await keys.Make(record, asked, limits.Keys, context.RequestAborted);
        if (made is KeyMade.OneTooMany)
            return TooMany(limits.Keys);
        if (secret is null)
            return await keys.Table.WasAsked(caller.Community, record.Id, asked!, context.RequestAborted) ? Shown(record.Id) : Problems.KeyReused();
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
        var caller = Caller.Of(context);
        var (options, problem) = Preconditions.Read(context.Request, caller, [], nameof(Rotate));
        if (options is null)
            return problem!;
        var turn = options.IdempotencyKey is { } repeatable ? SHA256.HashData(Encoding.UTF8.GetBytes(repeatable)) : null;
        var secret = await keys.Rotate(caller.Community, id, turn, context.RequestAborted);
        if (await keys.Table.Find(caller.Community, id, context.RequestAborted) is not { } key)
            return NotFound();
        return secret is null ? Shown(id) : TypedResults.Ok(new KeyCreatedAnswer(secret, KeyAnswer.Of(key)));
    }

    // A request that may come again names its key by itself, so that of many at once one makes it.
    private static Guid IdOf(string community, string? repeatable) =>
        repeatable is null ? Guid.CreateVersion7() : NameBasedId.Create(Space, $"{community}\n{repeatable}");

    private static ProblemHttpResult Shown(Guid id) => Problems.Of(
        StatusCodes.Status409Conflict, "key.shown_already", "This was done by the same request before, and its secret was shown then; rotate the key for another.",
        ("keyId", id));

    private static ProblemHttpResult TooMany(int most) => Problems.Of(
        StatusCodes.Status409Conflict, "key.too_many", $"A community has at most {most} keys here, expired ones among them; revoke one first.", ("most", most));

    private static ProblemHttpResult NotFound() => Problems.NotFound("key.not_found", "There is no such key.");
}
