using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Projections.Recaps;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.History;

/// <summary>Which events made a line of a page.</summary>
/// <param name="Subject">The id of the thing that the line is about; absent for the page itself.</param>
/// <param name="Position">Of the last event that the page shows.</param>
public sealed record ExplainAnswer(string Page, string? Subject, long Position, ValueList<ExplainedField> Fields);

/// <summary>Explains pages line by line.</summary>
internal static class ExplainRoutes
{
    public static void Map(RouteGroupBuilder meetups)
    {
        meetups.MapGet("/{meetup}/agenda/explain", (HttpContext context, MeetupPast past, SlugRegister slugs, string meetup, string? subject = null, string? path = null) =>
                Explain<AgendaPage>(context, past, slugs, meetup, new("agenda", subject, path), AgendaPage.On, page => page.Public(), page => page.Draft()))
            .WithName("ExplainAgenda").WithTags("History").Produces<ExplainAnswer>()
            .WithSummary("Which events made a line of the public agenda: ?subject=talk:ID, or ?path= a JSON pointer into it.").Needs(Right.ReadHistory);
        meetups.MapGet("/{meetup}/recap/explain", (HttpContext context, MeetupPast past, SlugRegister slugs, string meetup, string? subject = null, string? path = null) =>
                Explain<RecapPage>(context, past, slugs, meetup, new("recap", subject, path), RecapPage.On, page => page.Public(), page => page.Draft()))
            .WithName("ExplainRecap").WithTags("History").Produces<ExplainAnswer>()
            .WithSummary("Which events made a line of the public recap: ?subject=talk:ID, or ?path= a JSON pointer into it.").Needs(Right.ReadHistory);
    }

    private sealed record Wish(string Page, string? Subject, string? Path);

    private static async Task<IResult> Explain<TPage>(
        HttpContext context, MeetupPast past, SlugRegister slugs, string meetup, Wish wish, Func<TPage?, Fact, TPage> on,
        Func<TPage, object?> shown, Func<TPage, object?> drafted)
        where TPage : class
    {
        var caller = Caller.Of(context);
        if ((wish.Subject is null) == (wish.Path is null))
            return Problems.Shape([new("subject", "required", "Send 'subject', like talk:ID, or 'path', a JSON pointer into the page, and not both.")]);
        if (wish.Subject is { } subject && !Guid.TryParseExact(subject.Split(':')[^1], "D", out _))
            return Problems.Shape([new("subject", "wrong_type", "'subject' must end with the id of a talk, a slot, slides or another part, like talk:ID.")]);
        if (await MeetupIds.Find(slugs, caller.Community, meetup, context.RequestAborted) is not { } id)
            return MeetupIds.NotFound();
        var facts = await past.Facts(caller.Community, id, context.RequestAborted);
        if (facts.Count == 0)
            return MeetupIds.NotFound();
        return Explanation.Of(facts, on, shown, drafted, page => LineOf(page, wish)) is { } explained
            ? TypedResults.Ok(new ExplainAnswer(wish.Page, explained.Line.Id, facts[^1].Position, explained.Fields))
            : Problems.NotFound("explain.not_found", "The page has no such line.");
    }

    private static PageLine? LineOf(object page, Wish wish) => wish.Path is { } path
        ? PageLine.At(JsonSerializer.SerializeToNode(page, page.GetType(), DomainJson.Options)!, path)
        : new PageLine(wish.Subject!.Split(':')[^1], "");
}
