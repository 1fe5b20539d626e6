using System.Diagnostics;
using EventOps.EventStore;
using EventOps.Server.Hosting;

namespace EventOps.Server.Meetups;

/// <summary>Every way a command can end, as an answer of HTTP.</summary>
internal static class CommandResults
{
    /// <param name="report">Of a dry run; null of a real one.</param>
    public static IResult Of(
        HttpContext context, MeetupRequest request, CommandOutcome<Ruling> outcome, bool batch, DryRunReport? report) => outcome switch
        {
            CommandOutcome<Ruling>.Appended done => Answer(context, CommandAnswer.Of(request.MeetupId, done), request),
            CommandOutcome<Ruling>.Unchanged { Result.Refusal: { } refusal, Result.RefusedCommand: var index } =>
                Problems.Of(refusal, batch ? index : null),
            CommandOutcome<Ruling>.Unchanged same => Answer(context, CommandAnswer.Of(request.MeetupId, same) with { DryRun = report }, request),
            // It was carried out before; nothing more would come of it.
            CommandOutcome<Ruling>.Repeated repeated when report is not null =>
                Answer(context, CommandAnswer.Of(repeated) with { Events = [], DryRun = report }, request),
            CommandOutcome<Ruling>.Repeated repeated => Answer(context, CommandAnswer.Of(repeated), request),
            CommandOutcome<Ruling>.KeyReused => Problems.KeyReused(),
            CommandOutcome<Ruling>.VersionMismatch { Actual: 0 } when !Schedules(request) => MeetupIds.NotFound(),
            CommandOutcome<Ruling>.VersionMismatch stale => Problems.Stale("meetup", stale.Actual),
            CommandOutcome<Ruling>.Contended => Problems.Contended("meetup"),
            _ => throw new UnreachableException(outcome.GetType().Name),
        };

    private static IResult Answer(HttpContext context, CommandAnswer answer, MeetupRequest request)
    {
        context.Response.Headers.ETag = Preconditions.ETagOf(answer.Version);
        return Schedules(request) && answer.DryRun is null
            ? TypedResults.Created($"/api/communities/{request.Community}/meetups/{answer.Slug}", answer)
            : TypedResults.Ok(answer);
    }

    private static bool Schedules(MeetupRequest request) => request.Commands is [Domain.Meetups.ScheduleEvent, ..];
}
