namespace EventOps.Notifications.Deliveries;

/// <summary>Why an attempt failed. These names are on disk: add, never change.</summary>
public enum AttemptError
{
    /// <summary>The time ran out before an answer.</summary>
    Timeout,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>The host's name leads nowhere.</summary>
    NameUnknown,

    /// <summary>No trusted encrypted connection.</summary>
    Tls,

    /// <summary>What came back is no HTTP.</summary>
    BadAnswer,

    /// <summary>A 3xx; nobody follows it.</summary>
    Redirect,

    /// <summary>410: the sink says that it is no more.</summary>
    Gone,

    /// <summary>429: too much for the sink.</summary>
    Throttled,

    /// <summary>Another status that is not 2xx.</summary>
    Refused,

    /// <summary>The sink is no address that can be sent to.</summary>
    BadSink,

    /// <summary>The sink's name leads to addresses in a private network only, where nothing is sent.</summary>
    PrivateAddress,

    /// <summary>There is no secret to sign with, and nothing goes out unsigned.</summary>
    NoSecret,
}

/// <summary>How one attempt went.</summary>
/// <param name="Status">The HTTP status; null when none came.</param>
/// <param name="Error">Null: the sink took the message.</param>
/// <param name="Answer">The first 2 KiB of what it answered.</param>
/// <param name="RetryAfter">How long the sink asked to be left alone.</param>
public sealed record Attempt(
    DateTimeOffset Started, DateTimeOffset Ended, int? Status, AttemptError? Error, ReadOnlyMemory<byte> Answer,
    TimeSpan? RetryAfter);
