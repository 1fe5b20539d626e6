namespace EventOps.Benchmarks;

/// <summary>Every benchmark by name. Each prints its figure beside a peer or a limit of the same run.</summary>
internal static class Suite
{
    public static IReadOnlyDictionary<string, Func<Ground, Task>> All { get; } = new Dictionary<string, Func<Ground, Task>>
    {
        ["append"] = AppendBenchmark.Run,
        ["feed"] = FeedBenchmark.Run,
        ["command"] = CommandBenchmark.Run,
        ["growth"] = GrowthBenchmark.Run,
        ["start"] = _ => StartBenchmark.Run(),
        ["agenda"] = AgendaBenchmark.Run,
        ["recap"] = RecapBenchmark.Run,
        ["render"] = _ => RenderBenchmark.Run(),
        ["webhook"] = WebhookBenchmark.Run,
        ["projections"] = _ => ProjectionBenchmark.Speed(),
        ["projections-memory"] = _ => ProjectionBenchmark.Memory(),
        ["deliveries"] = DeliveryBenchmark.Run,
        ["stream"] = StreamBenchmark.Run,
        ["import"] = _ => ImportBenchmark.Run(),
    };
}
