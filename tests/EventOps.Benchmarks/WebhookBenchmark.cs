namespace EventOps.Benchmarks;
internal static class WebhookBenchmark { public static Task Run(Ground ground) => Task.CompletedTask; }
