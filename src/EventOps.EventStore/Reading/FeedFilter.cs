namespace EventOps.EventStore.Reading;

/// <summary>Which events a reader wants; null: all.</summary>
public sealed record FeedFilter(string? Tenant = null, IReadOnlyList<string>? Types = null)
{
    // The same as LogReader asks of the database: a reader must not notice where its page came from.
    internal bool Admits(RecordedEvent e) => (Tenant is null || e.Tenant == Tenant) && (Types is null || Types.Contains(e.Type));
}
