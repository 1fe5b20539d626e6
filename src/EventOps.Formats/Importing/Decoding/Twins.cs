namespace EventOps.Formats.Importing.Decoding;

/// <summary>A whole page that gives the damaged one when it is damaged in the same way.</summary>
/// <param name="IsOfThisImport">Whether it is imported together with the damaged one.</param>
internal sealed record Twin(KnownPage Page, bool IsOfThisImport);

/// <summary>Finds the whole page to a damaged one, without comparing each with each.</summary>
internal sealed class Twins
{
    private readonly ILookup<string, Twin> byLikeness;

    public Twins(IEnumerable<KnownPage> together, IEnumerable<KnownPage> before) => byLikeness = together
        .Select(page => new Twin(page, true)).Concat(before.Select(page => new Twin(page, false)))
        .ToLookup(twin => DamagedText.LikenessOf(twin.Page.Text));

    public Twin? Of(DamagedText damage) => byLikeness[DamagedText.LikenessOf(damage.Damaged)].FirstOrDefault(twin => damage.Is(twin.Page.Text));
}
