using EventOps.EventStore.Projecting;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Projecting;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Server.Catalogue;

/// <summary>The meetups of a community over the API.</summary>
internal static class CatalogueRoutes
{
    private const int MostMeetups = 200;
    private static readonly string[] Statuses = ["scheduled", "postponed", "cancelled"];

    public static void Map(RouteGroupBuilder meetups) =>
        meetups.MapGet("", List).WithName("ListMeetups").WithTags("Meetups").Produces<CatalogueAnswer>()
            .WithSummary("Meetups by start: ?status, from, to (dates or instants, UTC), series, tag, q (text), order=desc, after, limit.").Public();

    private static async Task<IResult> List(
        HttpContext context, CatalogueReader catalogue, RowTail tail, string? status = null, string? from = null,
        string? to = null, string? series = null, string? tag = null, string? q = null, string? order = null,
        string? after = null, string? limit = null)
    {
        if (await MinPosition.Wait(context, tail, MeetupProjections.Catalogue) is { } behind)
            return behind;
        var errors = new List<FieldError>();
        var query = new CatalogueQuery(
            Caller.Of(context).Community,
            Terms(status, series, tag, errors),
            Moment("from", from, errors),
            Moment("to", to, errors),
            q,
            Descending(order, errors),
            (int)QueryNumbers.Read("limit", limit, 1, MostMeetups, 50, errors),
            Cursor(after, errors));
        if (errors.Count > 0)
            return Problems.Shape(errors);
        var answer = await catalogue.Read(query, context.RequestAborted);
        if (answer.Next is { } next)
            NextLink.Put(context, ("after", next));
        return TypedResults.Ok(answer);
    }

    private static List<string> Terms(string? status, string? series, string? tag, List<FieldError> errors)
    {
        var terms = new List<string>();
        if (status is not null && !Statuses.Contains(status))
            errors.Add(new("status", "unknown_value", "'status' must be scheduled, postponed or cancelled."));
        foreach (var (name, value) in ((string, string?)[])[("status", status), ("series", series), ("tag", tag)])
        {
            if (!string.IsNullOrEmpty(value))
                terms.Add($"{name}:{value.ToLowerInvariant()}");
        }

        return terms;
    }

    private static Instant? Moment(string name, string? text, List<FieldError> errors)
    {
        if (text is null)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date })
            return date.AtMidnight().InUtc().ToInstant();
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant })
            return instant;
        errors.Add(new(name, "wrong_type", $"'{name}' must be a date like 2021-12-18 or an instant like 2021-12-18T05:00:00Z."));
        return null;
    }

    private static bool Descending(string? order, List<FieldError> errors)
    {
        if (order is not (null or "asc" or "desc"))
            errors.Add(new("order", "unknown_value", "'order' must be asc or desc."));
        return order == "desc";
    }

    private static RowCursor? Cursor(string? after, List<FieldError> errors)
    {
        if (after is null)
            return null;
        if (CatalogueReader.TryCursor(after, out var cursor))
            return cursor;
        errors.Add(new("after", "not_a_cursor", "'after' must be the 'next' of an earlier answer."));
        return null;
    }
}
