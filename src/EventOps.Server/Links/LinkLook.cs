namespace EventOps.Server.Links;

/// <summary>What one look at a link came to.</summary>
/// <param name="Status">What the host answered, if it did.</param>
/// <param name="Fault">A word for why nothing came of it; null when the link is alive, or nobody can say.</param>
/// <param name="IsSure">False when the host answers and will not say to a program: that is neither life nor death.</param>
internal sealed record LinkLook(int? Status, string? Fault, bool IsSure = true)
{
    private const int Gone = 410;
    private const int NotFound = 404;

    public bool IsAlive => IsSure && Fault is null;

    public static LinkLook Failed(string fault) => new(null, fault);

    public static LinkLook Of(int status) => status switch
    {
        < 400 => new(status, null),
        NotFound or Gone => new(status, "not_found"),
        >= 500 and < 600 => new(status, "server_error"),
        // Asks for a login, is in a hurry, or does not like programs: 401, 403, 429, 999.
        _ => new(status, null, IsSure: false),
    };
}

/// <summary>How a link is doing.</summary>
public enum LinkState
{
    Unchecked,
    Alive,

    /// <summary>The host answers, but not to programs.</summary>
    Unsure,

    /// <summary>It failed, and not often enough to be called dead.</summary>
    Failing,

    Dead,
}
