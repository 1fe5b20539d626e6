using EventOps.EventStore;

namespace EventOps.Server.Hosting;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).WithTags("Health")
            .WithSummary("Answers while the process lives.");
        app.MapGet("/health/ready", Ready).WithTags("Health")
            .WithSummary("Answers 200 when the database answers; tells how far every projection is.");
    }

    private static async Task<IResult> Ready(ProjectionRunner projections, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        try
        {
            var found = await projections.Status(patience.Token);
            return TypedResults.Ok(new { status = "ready", projections = found.Select(ReportOf) });
        }
        catch (Exception e) when (e is OperationCanceledException or Npgsql.NpgsqlException or StoreUnavailableException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "store.unavailable", "The database does not answer.");
        }
    }

    private static object ReportOf(ProjectionStatus status) => new
    {
        name = status.Name,
        state = status.State.ToString().ToLowerInvariant(),
        checkpoint = status.Checkpoint,
        lag = status.Lag,
        failedAt = status.Failure?.Position,
        error = status.Failure?.Error,
        generation = status.Generation,
        rebuild = status.Rebuild is not { } rebuild ? null : new
        {
            state = rebuild.State.ToString().ToLowerInvariant(),
            checkpoint = rebuild.Checkpoint,
            lag = rebuild.Lag,
            failedAt = rebuild.Failure?.Position,
            error = rebuild.Failure?.Error,
        },
    };
}
