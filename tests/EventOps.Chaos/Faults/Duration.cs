namespace EventOps.Chaos.Faults;

/// <summary>How long a fault is held.</summary>
internal static class Duration
{
    /// <summary>Holds for a drawn time between these seconds and returns it as text; the end of the run ends it, too.</summary>
    public static async Task<string> Hold(this Random random, double from, double to, CancellationToken ct)
    {
        var seconds = from + (to - from) * random.NextDouble();
        await Task.Delay(TimeSpan.FromSeconds(seconds), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return $"{seconds:0.0} s";
    }

    public static T One<T>(this Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
