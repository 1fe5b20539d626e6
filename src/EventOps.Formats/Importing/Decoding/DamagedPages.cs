namespace EventOps.Formats.Importing.Decoding;

/// <summary>What is read of a damaged page, and what is said of it.</summary>
internal static class DamagedPages
{
    private const int MostSpans = 40;

    /// <summary>A whole page gives this damaged one: it is that page once more, to the letter.</summary>
    public static ImportedPage Repaired(SourcePage page, DamagedText damage, Twin twin, ImportedPage read) => read with
    {
        Path = page.Path,
        Damage = new(damage.ReadAs, DamageRepair.Twin, Twin: twin.Page.Path),
        DuplicateOf = twin.IsOfThisImport ? twin.Page.Path : null,
        Findings =
        [
            new(FindingSeverity.Info, "page.repaired",
                $"The page's UTF-8 was read as {damage.ReadAs} and saved so. '{twin.Page.Path}' damaged in the same way is this page to the letter: it is the same page.",
                1, null, twin.Page.Path),
            .. read.Findings,
        ],
    };

    /// <summary>Read from what is left; a draft where something is lost.</summary>
    public static ImportedPage Recovered(DamagedText damage, Func<string, ImportedPage> read, ImportSettings settings)
    {
        var recovered = damage.Recovered.IsExact ? damage.Recovered : DamagedWords.PutBack(damage.Recovered);
        var page = read(recovered.Text);
        var uncertain = recovered.Candidates.Count + recovered.Likeness.IllFormed;
        var isDraft = uncertain > 0;
        return page with
        {
            Damage = new(damage.ReadAs, isDraft ? DamageRepair.Draft : DamageRepair.Exact, uncertain),
            Likeness = DamagedText.LikenessOf(damage.Damaged),
            IsDraft = isDraft && !settings.AcceptDamage,
            Findings = [Verdict(damage, uncertain, settings), .. Findings(recovered), .. page.Findings],
        };
    }

    private static Finding Verdict(DamagedText damage, int uncertain, ImportSettings settings)
    {
        var what = $"The page's UTF-8 was read as {damage.ReadAs} and saved so.";
        if (damage.Recovered.IsExact)
            return new(FindingSeverity.Info, "page.repaired", $"{what} Nothing was lost, and it was repaired exactly.", 1, Chosen: damage.ReadAs);
        if (uncertain == 0)
            return new(FindingSeverity.Info, "page.repaired", $"{what} What was lost is the words of its labels, and they were put back.", 1, Chosen: damage.ReadAs);
        var severity = settings.AcceptDamage ? FindingSeverity.Warning : FindingSeverity.Error;
        return new(severity, "page.damaged_decoding", $"{what} {uncertain} character(s) cannot be told and stand as U+FFFD; the plan is a draft.", 1, Chosen: damage.ReadAs);
    }

    private static IEnumerable<Finding> Findings(RecoveredText recovered)
    {
        var (line, at) = (1, 0);
        foreach (var text in recovered.Text.Split('\n'))
        {
            var places = Enumerable.Range(at, text.Length).Where(recovered.Candidates.ContainsKey).ToList();
            if (places.Count > 0)
                yield return new(FindingSeverity.Warning, "page.damaged_text", $"{places.Count} character(s) of the line are lost.", line, Excerpt(text), null,
                    [.. places.Take(MostSpans).Select(place => Span(recovered, place, text, place - at))]);
            at += text.Length + 1;
            line++;
        }
    }

    // The column, what stands around it, and what it can be.
    private static string Span(RecoveredText recovered, int place, string text, int column) =>
        $"{column + 1}: {text[Math.Max(0, column - 3)..Math.Min(text.Length, column + 4)].Trim()} = {recovered.Candidates[place]}";

    private static string Excerpt(string text) => text.Length > 120 ? string.Concat(text.AsSpan(0, 120), "…") : text.Trim();
}
