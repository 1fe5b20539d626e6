using EventOps.Domain.Shared;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Erasing;

/// <summary>Erasing a person: look, confirm, erase.</summary>
internal static class ErasureRoutes
{
    private const int MostIds = 50;

    public static void Map(RouteGroupBuilder community)
    {
        community.MapGet("/people/{person:guid}/erasure", Look).WithName("LookAtErasure").WithTags("People").Produces<ErasureLook>()
            .WithSummary("What erasing a person would come to; ?include= other ids of theirs, separated by commas.").Needs(Right.ErasePeople);
        community.MapPost("/people/{person:guid}/erase", Erase).WithName("ErasePerson").WithTags("People").WithMetadata(new RequestBody(typeof(EraseRequest)))
            .Produces<ErasureAnswer>().Produces<ErasureAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Erases a person's name and all that is said of them, for good, here and in the log.").Needs(Right.ErasePeople);
        community.MapGet("/erasures", List).WithName("ListErasures").WithTags("People").Produces<ErasuresAnswer>()
            .WithSummary("Every erasure of the community, by ids.").Needs(Right.ErasePeople);
    }

    private static async Task<IResult> Look(HttpContext context, PersonErasing erasing, Guid person, string? include = null)
    {
        var caller = Caller.Of(context);
        var others = (include ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (others.Length > MostIds || !others.All(id => Guid.TryParseExact(id, "D", out _)))
            return Problems.Shape([new("include", "wrong_type", $"'include' must be at most {MostIds} ids of people, separated by commas.")]);
        return await erasing.Plan(caller.Community, [person, .. others.Select(Guid.Parse)], context.RequestAborted) is { } plan
            ? TypedResults.Ok(new ErasureLook(person, plan.Names, plan.Meetups, plan.Also, plan.Findings, plan.Confirm))
            : NotFound();
    }

    private static async Task<IResult> Erase(HttpContext context, PersonErasing erasing, Guid person)
    {
        var caller = Caller.Of(context);
        var (body, problem) = await JsonBody.Read(context.Request, context.RequestAborted);
        if (body is null)
            return problem!;
        using var _ = body;
        var (request, errors) = JsonBody.Bind<EraseRequest>(body.Root);
        if (request is null)
            return Problems.Shape(errors);
        errors = ErasureShape.Errors(request);
        return errors.Count > 0 ? Problems.Shape(errors) : await Run(erasing, caller, person, request, context.RequestAborted);
    }

    private static async Task<IResult> Run(PersonErasing erasing, Caller caller, Guid person, EraseRequest request, CancellationToken ct)
    {
        // Asked again: whoever was erased cannot be found any more, but what was done can.
        var before = await erasing.Find(caller.Community, request.Confirm, ct);
        if (before is { IsDone: true })
            return TypedResults.Ok(ErasureAnswer.Of(before));
        if (await erasing.Plan(caller.Community, [person, .. request.Include], ct) is not { } plan)
            return before is null ? NotFound() : TypedResults.Json(ErasureAnswer.Of(before), DomainJson.Options, statusCode: StatusCodes.Status202Accepted);
        if (plan.Confirm != request.Confirm)
            return Problems.Of(StatusCodes.Status409Conflict, "person.confirm_mismatch", "The list has changed since it was looked at; look again and confirm that one.");
        if (PersonErasing.Mentions(request.Reason, plan))
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "person.named_in_reason", "The reason is kept for ever and must not name the person.");
        var erasure = await erasing.Erase(caller.Community, plan, request.Reason, request.Users, caller.Name, ct);
        return TypedResults.Json(
            ErasureAnswer.Of(erasure, plan.Findings), DomainJson.Options, statusCode: erasure.IsDone ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> List(HttpContext context, ErasureTable table)
    {
        var caller = Caller.Of(context);
        return TypedResults.Ok(new ErasuresAnswer([.. (await table.Of(caller.Community, context.RequestAborted)).Select(e => ErasureAnswer.Of(e))]));
    }

    private static ProblemHttpResult NotFound() => Problems.NotFound("person.not_found", "No event of this community names such a person.");
}
