using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using Npgsql;

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
            .WithSummary("Answers 200 when the database answers and the server is not about to stop; tells how far every projection is.");
    }

    private static async Task<IResult> Ready(
        ProjectionRunner projections, NpgsqlDataSource database, IHostApplicationLifetime lifetime, CancellationToken aborted)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "server.stopping", "The server is about to stop.");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        try
        {
            var found = await projections.Status(patience.Token);
            var mode = await IsWritable(database, patience.Token) ? "writable" : "readOnly";
            return TypedResults.Ok(new { status = "ready", database = mode, projections = found.Select(ReportOf) });
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException or StoreUnavailableException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "store.unavailable", "The database does not answer.");
        }
    }

    /// <summary>Whether the database takes changes at the moment.</summary>
    public static async Task<bool> IsWritable(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var query = database.CreateCommand("select not current_setting('transaction_read_only')::bool");
        return (bool)(await query.ExecuteScalarAsync(ct))!;
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
