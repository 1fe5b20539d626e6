using EventOps.Notifications.Deliveries;

namespace EventOps.Notifications.Sinks;

/// <summary>What an answer means.</summary>
/// <param name="Error">Null: the sink took the message.</param>
/// <param name="RetryAfter">How long the sink wants to be left alone.</param>
/// <param name="Advice">What the owner of the subscription should do about it.</param>
internal sealed record Verdict(AttemptError? Error, TimeSpan? RetryAfter = null, string? Advice = null)
{
    public static Verdict Taken { get; } = new(null, null);

    /// <summary>Too much for the sink; whoever does not say how long is left alone for this long.</summary>
    public static Verdict Throttled(TimeSpan? asked, TimeSpan atLeast) => new(
        AttemptError.Throttled, asked > atLeast ? asked : atLeast);

    /// <summary>Nothing but the owner can change it.</summary>
    public static Verdict Misconfigured(string advice) => new(AttemptError.Misconfigured, null, advice);

    /// <summary>The sink will never take this message.</summary>
    public static Verdict Rejected(string advice) => new(AttemptError.Rejected, null, advice);

    /// <summary>What the status says of an answer that nobody understands; of a 2xx, that it is no confirmation.</summary>
    public static Verdict Unknown(SinkAnswer answer) => answer.Status switch
    {
        429 => Throttled(answer.RetryAfter, TimeSpan.FromSeconds(5)),
        >= 300 and < 400 => new(AttemptError.Redirect),
        >= 200 and < 300 => new(AttemptError.NotConfirmed),
        _ => new(AttemptError.Refused, answer.RetryAfter),
    };
}
