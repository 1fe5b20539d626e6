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

    /// <summary>This server could not send it, through no fault of the sink.</summary>
    Broken,

    /// <summary>Attempt after attempt began and none was seen to end.</summary>
    Lost,

    /// <summary>
    /// Nothing was sent: the sink has had as much as it bears just now. It counts as no attempt; <see cref="Attempt.RetryAfter"/>
    /// says when there is room.
    /// </summary>
    Waiting,

    /// <summary>The sink answered with success, but not as one that has taken the message does.</summary>
    NotConfirmed,

    /// <summary>The sink will never take this message. Final.</summary>
    Rejected,

    /// <summary>The sink takes nothing until its owner acts, as <see cref="Attempt.Advice"/> says. Final.</summary>
    Misconfigured,

    /// <summary>The sink was asked whether it wants messages and did not consent.</summary>
    NotConsented,

    /// <summary>A broker took the message and had no queue for it.</summary>
    Unroutable,
}

/// <summary>What follows from an error alone.</summary>
public static class AttemptErrors
{
    /// <summary>Whether another attempt with the same settings would end the same way.</summary>
    public static bool IsFinal(this AttemptError error) =>
        error is AttemptError.Gone or AttemptError.Rejected or AttemptError.Misconfigured;

    /// <summary>Whether it uses up one of the attempts of a delivery.</summary>
    public static bool Counts(this AttemptError error) => error is not AttemptError.Waiting;
}

/// <summary>How one attempt went.</summary>
/// <param name="Status">The HTTP status; null when none came.</param>
/// <param name="Error">Null: the sink took the message.</param>
/// <param name="Answer">The first 2 KiB of what it answered.</param>
/// <param name="RetryAfter">How long the sink asked to be left alone.</param>
/// <param name="Advice">What the owner of the subscription should do, in English; null: nothing.</param>
public sealed record Attempt(
    DateTimeOffset Started, DateTimeOffset Ended, int? Status, AttemptError? Error, ReadOnlyMemory<byte> Answer,
    TimeSpan? RetryAfter, string? Advice = null);
