using System.Diagnostics;
using System.Globalization;
using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Projecting;

/// <summary>Read your own writes: <c>?minPosition=</c> waits until what is read includes that position.</summary>
internal static class MinPosition
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Waits for the rows of a projection.</summary>
    public static ValueTask<ProblemHttpResult?> Wait(HttpContext context, RowTail tail, string projection) =>
        Wait(context, position => tail.WaitFor(projection, position, Left(context), context.RequestAborted));

    /// <summary>Waits for the feed itself.</summary>
    public static ValueTask<ProblemHttpResult?> Wait(HttpContext context, Feed feed) => Wait(context, async position =>
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Left(context));
        try
        {
            await feed.WaitUntil(position, limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }
    });

    // A request waits that long in all, whatever it waits for one after another.
    private static TimeSpan Left(HttpContext context)
    {
        if (context.Items[typeof(MinPosition)] is not long started)
            context.Items[typeof(MinPosition)] = started = Stopwatch.GetTimestamp();
        var left = Longest - Stopwatch.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static async ValueTask<ProblemHttpResult?> Wait(HttpContext context, Func<long, Task<bool>> isReached)
    {
        if (context.Request.Query["minPosition"].ToString() is not { Length: > 0 } text)
            return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return Problems.Shape([new("minPosition", "wrong_type", "'minPosition' must be a position, a whole number.")]);
        if (await isReached(position))
            return null;
        context.Response.Headers.RetryAfter = "1";
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "read.behind", $"The read has not reached position {position} yet; ask again.");
    }
}
