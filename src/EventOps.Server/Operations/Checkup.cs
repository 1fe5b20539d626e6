namespace EventOps.Server.Operations;

/// <summary>How a checked thing is.</summary>
internal enum Condition
{
    Good,

    /// <summary>It works, and somebody should look at it.</summary>
    Doubtful,

    /// <summary>Something does not work, or will not.</summary>
    Bad,
}

/// <summary>One thing that was checked.</summary>
/// <param name="Subject">What it is about, stable, for programs: <c>feed.hole</c>.</param>
/// <param name="Found">What is so, in a sentence.</param>
/// <param name="Remedy">What to do about it; null where nothing is to be done.</param>
internal sealed record Checkup(string Subject, Condition Condition, string Found, string? Remedy = null)
{
    public static Checkup Good(string subject, string found) => new(subject, Condition.Good, found);

    /// <summary>Good, or else as bad as it is said to be, with what helps.</summary>
    public static Checkup Of(string subject, bool isGood, string found, string remedy, Condition otherwise = Condition.Doubtful) =>
        isGood ? Good(subject, found) : new(subject, otherwise, found, remedy);
}
