using EventOps.EventStore.Appending;

namespace EventOps.EventStore;

/// <summary>The append queue is full. Nothing was stored; try again after <see cref="RetryAfter"/>.</summary>
public sealed class StoreBusyException() : Exception("The event store has more appends waiting than it may hold.")
{
    public TimeSpan RetryAfter { get; } = TimeSpan.FromSeconds(1);
}

/// <summary>
/// The database could not be reached in time. When <see cref="OutcomeUnknown"/>, the connection broke while the append was
/// under way and it may have been stored: ask again with the same idempotency key.
/// </summary>
public sealed class StoreUnavailableException(bool outcomeUnknown, Exception? cause)
    : Exception("The event store's database cannot be reached.", cause)
{
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}

/// <summary>One event's data exceeds what an event may hold.</summary>
public sealed class EventTooLargeException(string type, int bytes)
    : Exception($"An event of type '{type}' has {bytes} bytes of data; at most {AppendLimits.EventBytes} are allowed.");

/// <summary>One append holds more events than one commit may carry.</summary>
public sealed class TooManyEventsException(int count, int most)
    : Exception($"An append of {count} events; at most {most} are allowed.");

/// <summary>The events of one append are too large together.</summary>
public sealed class AppendTooLargeException(long bytes)
    : Exception($"An append of {bytes} bytes of data; at most {AppendLimits.BulkBytes} are allowed.");

/// <summary>
/// The database can be read but not written: a standby, or one that was set read-only. Nothing was stored.
/// </summary>
public sealed class StoreReadOnlyException(Exception cause)
    : Exception("The event store's database is read-only; nothing can be stored in it.", cause);

/// <summary>PostgreSQL refused the append's content: JSON it cannot hold, or an event id already stored.</summary>
public sealed class EventRejectedException(string sqlState, Exception cause)
    : Exception($"The database refused the events (SQLSTATE {sqlState}).", cause)
{
    public string SqlState { get; } = sqlState;
}

/// <summary>The database was migrated by a newer version of this program.</summary>
public sealed class SchemaTooNewException(string set, int found, int known)
    : Exception($"The database has script {found} of '{set}', this version knows up to {known}. Run the newer version.");

/// <summary>
/// The database cannot be used by this version: too old a PostgreSQL, read-only, a script that was changed or cannot be applied,
/// tables or columns that are missing. The message says which.
/// </summary>
public sealed class SchemaUnfitException(string message, Exception? cause = null) : Exception(message, cause);
