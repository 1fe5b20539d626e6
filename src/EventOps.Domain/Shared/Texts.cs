namespace EventOps.Domain.Shared;

/// <summary>How optional texts read: an empty one says as much as none.</summary>
internal static class Texts
{
    public static string? Known(string? text) => text is "" ? null : text;

    /// <summary>In a revision an absent text stays as it was, and an empty one clears.</summary>
    public static string? Revise(string? before, string? after) => after switch
    {
        null => before,
        "" => null,
        _ => after,
    };
}
