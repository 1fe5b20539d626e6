using EventOps.Projections.History;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.History;

/// <summary>How a meetup came to be what it is.</summary>
internal static class HistoryRoutes
{
    public static void Map(RouteGroupBuilder meetups) =>
        meetups.MapGet("/{meetup}/history", History).WithName("GetHistory").WithTags("History").Produces<HistoryAnswer>()
            .WithSummary(
                "Every change of a meetup in words: who, when, which command, old and new; ?type (stored names), by, since, until, " +
                "subject (an id), lang (zh or en), after (a version), limit.").Needs(Right.ReadHistory);

    private static async Task<IResult> History(
        HttpContext context, MeetupPast past, SlugRegister slugs, string meetup, string? type = null, string? by = null,
        string? since = null, string? until = null, string? subject = null, string? lang = null, string? after = null, string? limit = null)
    {
        var caller = Caller.Of(context);
        var errors = new List<FieldError>();
        var query = HistoryQuery.Read(
            new(type, by, since, until, subject, lang, after, limit), context.Request.Headers.AcceptLanguage, errors);
        if (errors.Count > 0)
            return Problems.Shape(errors);
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var events = await past.Read(caller.Community, id, context.RequestAborted);
        return events.Count == 0 ? MeetupIds.NotFound() : Answer(context, id, events, query);
    }

    private static Ok<HistoryAnswer> Answer(HttpContext context, Guid id, IReadOnlyList<PastEvent> events, HistoryQuery query)
    {
        // From the first on, whatever is asked for: what was there before is said by all that came before.
        var lines = events.Zip(HistoryLine.Of(events.Select(e => e.Fact))).Where(pair => pair.First.Stored.Version > query.After);
        var found = lines.Where(pair => query.Filter.Takes(pair.Second)).Take(query.Limit + 1).ToList();
        var words = HistoryWords.In(query.Language);
        var entries = found.Take(query.Limit).Select(pair => HistoryEntry.Of(pair.First.Stored, pair.Second, words)).ToList();
        var more = found.Count > query.Limit;
        var next = more ? entries[^1].Version : Math.Max(query.After, events[^1].Stored.Version);
        if (more)
            NextLink.Put(context, ("after", $"{next}"));
        context.Response.Headers.ContentLanguage = query.Language;
        context.Response.Headers.Vary = "Authorization, Accept-Language";
        return TypedResults.Ok(new HistoryAnswer(id, query.Language, [.. entries], next));
    }
}
