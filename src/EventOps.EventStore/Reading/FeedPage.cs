namespace EventOps.EventStore.Reading;

/// <summary>
/// Some events in order. All up to <paramref name="SafePosition"/> was looked at: read on after it. A page without events
/// whose safe position has moved means that there is more to look at.
/// </summary>
public sealed record FeedPage(IReadOnlyList<RecordedEvent> Events, long SafePosition);
