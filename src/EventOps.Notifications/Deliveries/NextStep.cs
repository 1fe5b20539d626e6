namespace EventOps.Notifications.Deliveries;

/// <summary>What becomes of a delivery after an attempt. The state's name is on disk.</summary>
/// <param name="Due">When to try again; null: never.</param>
internal sealed record NextStep(string State, DateTimeOffset? Due)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    private static readonly NextStep Delivered = new("delivered", null);
    private static readonly NextStep Dead = new("dead", null);

    /// <param name="number">Of the attempt, from 1.</param>
    public static NextStep After(Attempt attempt, int number, NotificationOptions options)
    {
        if (attempt.Error is null)
            return Delivered;
        if (attempt.Error is AttemptError.Gone || number >= options.Schedule.Count)
            return Dead;
        var pause = options.Schedule[number] * (0.8 + 0.4 * options.Jitter());
        // Sooner than the schedule nobody comes back, later than a day nobody is sent away.
        if (attempt.RetryAfter > pause)
            pause = attempt.RetryAfter < LongestPause ? attempt.RetryAfter.Value : LongestPause;
        return new NextStep("pending", attempt.Ended + pause);
    }
}
