using EventOps.Domain.Shared;
using EventOps.Server.Hosting;
using NodaTime;
using Npgsql;

namespace EventOps.Server.Access;

/// <summary>An attempt that was refused, or several equal ones of one moment.</summary>
/// <param name="Who">The name in the history, or <c>public</c>.</param>
/// <param name="Network">Where it came from: not the address, only its network.</param>
/// <param name="Times">How often, in that moment.</param>
public sealed record RefusalLine(
    long Id, Instant At, int Status, string Code, string Method, string Route, string Who, string Network, int Times);

/// <summary>Refused attempts, the newest first.</summary>
public sealed record RefusalsAnswer(ValueList<RefusalLine> Refusals);

/// <summary>Lets the owners of a community see who knocked in vain, and the operator who did at their own doors.</summary>
internal static class RefusalRoutes
{
    private const int MostListed = 500;

    private const string Summary = "the newest first: ?before (an id), limit. Kept for 30 days.";

    public static void Map(WebApplication app, RouteGroupBuilder community)
    {
        community.MapGet("/audit/refusals", List).Describe("ListRefusals").WithTags("Access").Needs(Right.ReadRefusals)
            .Produces<RefusalsAnswer>().WithSummary($"Refused attempts (401, 403, 429), {Summary}");
        app.MapGroup("/api/audit").AddEndpointFilter<OperatorAccess>().MapGet("/refusals", List).Describe("ListOperatorRefusals").WithTags("Access")
            .Needs(Right.ReadOperatorRefusals).Produces<RefusalsAnswer>()
            .WithSummary($"Refused attempts at what belongs to no community, {Summary} Needs an operator's key.");
    }

    private static async Task<IResult> List(HttpContext context, NpgsqlDataSource database, string? before = null, string? limit = null)
    {
        var errors = new List<FieldError>();
        var cursor = QueryNumbers.Read("before", before, 1, long.MaxValue, long.MaxValue, errors);
        var most = (int)QueryNumbers.Read("limit", limit, 1, MostListed, 100, errors);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        var community = Caller.Of(context).Community;
        await using var command = database.CreateCommand(
            "select id, at, status, code, method, route, who, network, times from eventops_refusals "
            + "where tenant_id = $1 and id < $2 order by id desc limit $3");
        foreach (var value in (object[])[community, cursor, most])
            command.Parameters.Add(new() { Value = value });
        var found = new List<RefusalLine>();
        await using var row = await command.ExecuteReaderAsync(context.RequestAborted);
        while (await row.ReadAsync(context.RequestAborted))
            found.Add(new(
                row.GetInt64(0), Instant.FromDateTimeOffset(row.GetFieldValue<DateTimeOffset>(1)), row.GetInt32(2), row.GetString(3),
                row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetInt32(8)));
        if (found.Count == most)
            NextLink.Put(context, ("before", $"{found[^1].Id}"));
        return TypedResults.Ok(new RefusalsAnswer([.. found]));
    }
}
