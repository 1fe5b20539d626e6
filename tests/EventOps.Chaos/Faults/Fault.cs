namespace EventOps.Chaos.Faults;

/// <summary>One kind of fault.</summary>
/// <param name="Strike">
/// Does it and undoes it: when it returns, nothing of it is held any more. Says what exactly it did; null when there was nothing
/// to hit just then. Everything it draws comes from the numbers it is given.
/// </param>
internal sealed record Fault(string Kind, Func<Random, CancellationToken, Task<string?>> Strike);

/// <summary>A kind of fault that cannot be done on this machine.</summary>
internal sealed record Impossible(string Kind, string Why);
