using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventOps.EventStore.Reading;

/// <summary>
/// Says who keeps the feed waiting when a hole lasts: after two seconds, then after ever longer pauses, and once when it is
/// over.
/// </summary>
internal sealed partial class HoleAlarm(NpgsqlDataSource database, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private Hole? hole;

    /// <summary>The missing number before which the feed stands; null when it stands before none.</summary>
    public long? Number => hole?.Number;

    /// <summary>How long it has stood there.</summary>
    public TimeSpan Age => hole is { } met ? time.GetElapsedTime(met.Since) : TimeSpan.Zero;

    /// <summary>The feed stands before this number.</summary>
    public async Task Meet(long number, HoleMemory holes)
    {
        if (hole?.Number != number)
        {
            Clear(number - 1);
            hole = new Hole(number, time.GetTimestamp(), Patience, Told: false);
        }

        if (Age < hole.NextWord)
            return;
        var (seconds, whom) = (Math.Round(Age.TotalSeconds, 1), await Whom(holes));
        Waits(logger, number, seconds, whom);
        var pause = Age < LongestPause ? Age : LongestPause;
        hole = hole with { NextWord = Age + pause, Told = true };
    }

    /// <summary>The feed can be read up to this position.</summary>
    public void Clear(long position)
    {
        var seconds = Math.Round(Age.TotalSeconds, 1);
        if (hole is { Told: true } told)
            GoesOn(logger, told.Number, seconds, position);
        hole = null;
    }

    private async Task<string> Whom(HoleMemory holes) => holes.Waiting is { } waiting
        ? string.Join("; ", await HoleHolder.Of(database, waiting, CancellationToken.None))
        : "numbers that Marten may have drawn early";

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The feed has waited {Seconds} s at number {Number}, which may still come, for: {Holders}.")]
    private static partial void Waits(ILogger logger, long number, double seconds, string holders);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The feed goes on after {Seconds} s at number {Number}; it can be read up to position {Position}.")]
    private static partial void GoesOn(ILogger logger, long number, double seconds, long position);

    private sealed record Hole(long Number, long Since, TimeSpan NextWord, bool Told);
}
