using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Files.Stores;
using EventOps.Server.Projecting;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace EventOps.Server.Hosting;

/// <summary>What nobody decided: a broken connection, an overload, a bug. Each becomes a problem, and none tells its details.</summary>
internal sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
            return true;
        if (exception is StoreBusyException or StoreUnavailableException or StoreReadOnlyException or UnreadableRowException or FileStoreException
            || IsOutage(exception))
            context.Response.Headers.RetryAfter = "1";
        var problem = ProblemFor(exception);
        // The framework is silent about what a handler takes over.
        if (problem.StatusCode >= StatusCodes.Status500InternalServerError)
            Failed(logger, exception, context.Request.Method, SecretLinks.Shown(context.Request.Path));
        await problem.ExecuteAsync(context);
        return true;
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult ProblemFor(Exception exception) => exception switch
    {
        StoreBusyException => Problems.Of(503, "store.busy", "Too many changes are waiting; send it again in a moment."),
        StoreReadOnlyException or PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } =>
            Problems.Of(503, "store.read_only", "The database accepts no changes at the moment; reading goes on."),
        UnreadableRowException =>
            Problems.Of(503, "read.rebuilding", "What is read here is being made anew for this version; ask again in a moment."),
        _ when exception is StoreUnavailableException || IsOutage(exception) =>
            Problems.Of(503, "store.unavailable", "The database does not answer; send it again in a moment."),
        FileStoreException { IsFull: true } => Problems.Of(507, "file.no_space", "There is no room for the file."),
        FileStoreException => Problems.Of(503, "file.store_unavailable", "The place where files are kept does not answer; send it again in a moment."),
        EventTooLargeException or TooManyEventsException => Problems.Of(413, "request.too_large", exception.Message),
        EventRejectedException => Problems.Of(422, "request.not_storable", "The database cannot hold a text of this request."),
        BadHttpRequestException { StatusCode: 408 } => Problems.Of(408, "request.too_slow", "The body came too slowly."),
        BadHttpRequestException { StatusCode: 413 } => Problems.Of(413, "request.too_large", "The body is too large."),
        BadHttpRequestException bad => Problems.Of(bad.StatusCode, "request.malformed", "The request is malformed."),
        _ => Problems.Of(500, "server.error", "Something went wrong here; it is logged."),
    };

    // An InvalidOperationException is Npgsql's word for a connection that broke while unused. A broken request body is an
    // IOException too, and none of the database's.
    private static bool IsOutage(Exception e) => e is (NpgsqlException or InvalidOperationException) && Outages.IsOutage(e);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void Failed(ILogger logger, Exception cause, string method, string path);
}
