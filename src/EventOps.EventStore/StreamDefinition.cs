namespace EventOps.EventStore;

/// <summary>
/// How one kind of stream is folded and stored. Made once by the caller and reused; <paramref name="Evolve"/> and
/// <paramref name="Read"/> are pure, and states are never mutated: they are shared between requests.
/// </summary>
/// <param name="StreamType">Marten's alias of the aggregate, kept in <c>mt_streams.type</c>.</param>
/// <param name="Initial">The state of a stream without events.</param>
/// <param name="Evolve">The state after one more event.</param>
/// <param name="Write">The stored name and UTF-8 JSON of an event.</param>
/// <param name="Read">The event from its stored name and JSON.</param>
public sealed record StreamDefinition<TState, TEvent>(
    string StreamType,
    TState Initial,
    Func<TState, TEvent, TState> Evolve,
    Func<TEvent, (string Type, ReadOnlyMemory<byte> Data)> Write,
    Func<string, ReadOnlyMemory<byte>, TEvent> Read);

/// <summary>A folded stream: version 0 and position 0 mean that it has no events.</summary>
public sealed record LoadedStream<TState>(TState State, long Version, long Position);
