namespace EventOps.Benchmarks;
internal static class AgendaBenchmark { public static Task Run(Ground ground) => Task.CompletedTask; }
