namespace EventOps.Benchmarks;

/// <summary>Every benchmark by name. Each prints its figure beside a peer or a limit of the same run.</summary>
internal static class Suite
{
    public static IReadOnlyDictionary<string, Func<Ground, Task>> All { get; } = new Dictionary<string, Func<Ground, Task>>
    {
        ["append"] = AppendBenchmark.Run,
        ["agenda"] = AgendaBenchmark.Run,
        ["webhook"] = WebhookBenchmark.Run,
        ["deliveries"] = DeliveryBenchmark.Run,
    };
}
