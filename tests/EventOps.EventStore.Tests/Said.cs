using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventOps.EventStore.Tests;

/// <summary>Keeps what is logged.</summary>
public sealed class Said : ILoggerFactory, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    /// <summary>The first line at this level that holds all these words, waited for.</summary>
    public async Task<string> Line(LogLevel level, params string[] words)
    {
        for (var limit = StoreFixture.Soon; ;)
        {
            if (Lines.FirstOrDefault(l => l.Level == level && words.All(w => l.Text.Contains(w, StringComparison.Ordinal))).Text is { } text)
                return text;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"Nobody said {string.Join(", ", words)}: {string.Join('\n', Lines)}");
            await Task.Delay(10, CancellationToken.None);
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception)));

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
