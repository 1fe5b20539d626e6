namespace EventOps.Formats.Importing;

/// <summary>What came of a page whose UTF-8 was read as another encoding and saved so.</summary>
public enum DamageRepair
{
    /// <summary>Every byte was still there.</summary>
    Exact,

    /// <summary>Bytes are lost, and a whole page was found that gives the same damaged one.</summary>
    Twin,

    /// <summary>Bytes are lost; what they were is not known.</summary>
    Draft,
}

/// <param name="ReadAs">The encoding that the page's UTF-8 was taken for.</param>
/// <param name="Uncertain">How many characters cannot be told; each is U+FFFD in what was read.</param>
/// <param name="Twin">The path of the whole page.</param>
public sealed record PageDamage(string ReadAs, DamageRepair Repair, int Uncertain = 0, string? Twin = null);

/// <summary>A whole page that was imported before: what a damaged one can be compared with.</summary>
public sealed record KnownPage(string Path, string Text);
