namespace EventOps.Notifications.Deliveries;

/// <summary>What becomes of a delivery after an attempt.</summary>
/// <param name="State">One of <see cref="DeliveryStates"/>.</param>
/// <param name="Due">When to try again; null: never.</param>
/// <param name="Hold">Until when the sink gets nothing at all; null: it asked for no such thing.</param>
/// <remarks>What does not count as an attempt (<see cref="AttemptErrors.Counts"/>) is put off and leaves no trace.</remarks>
internal sealed record NextStep(string State, DateTimeOffset? Due = null, DateTimeOffset? Hold = null)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    // A sink that only says that it is too much, and not for how long, is asked again soon whatever the schedule says.
    private static readonly TimeSpan LongestGuess = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private static readonly NextStep Delivered = new(DeliveryStates.Delivered);
    private static readonly NextStep Dead = new(DeliveryStates.Dead);

    /// <param name="number">Of the attempt since the delivery was made or replayed, from 1.</param>
    public static NextStep After(Attempt attempt, int number, NotificationOptions options)
    {
        if (attempt.Error is not { } error)
            return Delivered;
        if (!error.Counts())
            return Waiting(attempt);
        if (error.IsFinal())
            return Dead;
        var last = number >= options.Schedule.Count;
        var scheduled = options.Schedule[last ? ^1 : number] * (0.8 + 0.4 * options.Jitter());
        var asked = attempt.RetryAfter > TimeSpan.Zero ? Shorter(attempt.RetryAfter.Value, LongestPause) : default;
        // Sooner than the schedule nobody comes back, later than a day nobody is sent away.
        var due = attempt.Ended + (asked > scheduled ? asked : scheduled);
        DateTimeOffset? hold = IsTooMuch(attempt)
            ? attempt.Ended + (asked > TimeSpan.Zero ? asked : Shorter(scheduled, LongestGuess))
            : null;
        return last ? Dead with { Hold = hold } : new NextStep(DeliveryStates.Pending, due, hold);
    }

    // Nothing was sent: as soon as there is room, whatever the schedule says, and nobody else asks before.
    private static NextStep Waiting(Attempt attempt)
    {
        var room = attempt.Ended + Shorter(attempt.RetryAfter ?? ShortestWait, LongestPause);
        return new NextStep(DeliveryStates.Pending, room, room);
    }

    private static bool IsTooMuch(Attempt attempt) =>
        attempt.Error is AttemptError.Throttled || attempt.Status is 429 or 502 or 504;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
