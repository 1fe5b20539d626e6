using System.Globalization;
using EventOps.EventStore;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Projecting;

/// <summary>Read your own writes: <c>?minPosition=</c> waits until what is read includes that position.</summary>
internal static class MinPosition
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public static async ValueTask<ProblemHttpResult?> Wait(HttpContext context, RowTail tail, string projection)
    {
        if (context.Request.Query["minPosition"].ToString() is not { Length: > 0 } text)
            return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
            return Problems.Shape([new("minPosition", "wrong_type", "'minPosition' must be a position, a whole number.")]);
        if (await tail.WaitFor(projection, position, Longest, context.RequestAborted))
            return null;
        context.Response.Headers.RetryAfter = "1";
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "read.behind", $"The read has not reached position {position} yet; ask again.");
    }
}
