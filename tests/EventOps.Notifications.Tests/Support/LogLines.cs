using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Tests;

/// <summary>Keeps every line of every level, with its exception, and lets a test wait for one.</summary>
internal sealed class LogLines : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];
    private TaskCompletionSource written = New();

    public IReadOnlyCollection<string> All => lines;

    /// <summary>Returns when at least this many lines contain the text.</summary>
    public async Task WaitFor(string text, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var next = Volatile.Read(ref written).Task;
            if (lines.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times)
                return;
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Nobody logged '{text}' {times} times:\n{string.Join("\n", lines.TakeLast(20))}");
            }
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
        Interlocked.Exchange(ref written, New()).TrySetResult();
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
