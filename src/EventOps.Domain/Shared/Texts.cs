namespace EventOps.Domain.Shared;

/// <summary>How a revision reads: an absent text stays as it was, an empty one clears.</summary>
internal static class Texts
{
    public static string? Revise(string? before, string? after) => after switch
    {
        null => before,
        "" => null,
        _ => after,
    };
}
