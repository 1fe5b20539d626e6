using EventOps.Formats.Importing.Decoding;
using EventOps.Formats.Importing.OwnPages;

namespace EventOps.Formats.Importing;

/// <summary>Reads a community's event page: what it is sure of as a meetup, what it is not as findings.</summary>
public static class PageImporter
{
    /// <summary>Never throws, whatever the bytes are, and takes time in proportion to their number.</summary>
    public static ImportedPage Read(SourcePage page, ImportSettings settings) =>
        Read(page, PageText.Read(page.Bytes.Span), settings);

    /// <summary>
    /// Reads pages that are imported together. Of two that claim one slug only the first is a meetup; a damaged one is repaired
    /// by a whole one among them, or among those imported before.
    /// </summary>
    public static IReadOnlyList<ImportedPage> ReadAll(
        IEnumerable<SourcePage> pages, ImportSettings settings, IReadOnlyCollection<KnownPage>? known = null)
    {
        var decoded = pages.Select(page => (Page: page, Text: PageText.Read(page.Bytes.Span))).ToList();
        var twins = new Twins(
            decoded.Where(page => page.Text is { Damage: null, Refusal: null }).Select(page => new KnownPage(page.Page.Path, page.Text.Text)), known ?? []);
        return [.. Slugs.Once(decoded.Select(page => Read(page.Page, page.Text, settings, twins)))];
    }

    private static ImportedPage Read(SourcePage page, DecodedPage decoded, ImportSettings settings, Twins? twins = null)
    {
        if (decoded.Refusal is { } refusal)
            return new(page.Path, null, [refusal]);
        if (decoded.Damage is not { } damage)
            return Read(page, decoded.Text, decoded.Encoding, settings);
        return twins?.Of(damage) is { } twin
            ? DamagedPages.Repaired(page, damage, twin, Read(page with { Path = twin.Page.Path }, twin.Page.Text, null, settings))
            : DamagedPages.Recovered(damage, text => Read(page, text, null, settings), settings);
    }

    private static ImportedPage Read(SourcePage page, string text, string? encoding, ImportSettings settings)
    {
        var (findings, uses) = (new Findings(), new LineUses());
        if (encoding is not null)
            findings.Info("page.encoding", $"The page is written in {encoding}.", 1, "", encoding);
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        var draft = Draft(page, lines, settings, uses, findings);
        if (draft is null)
            uses.GiveUpAll();
        return new(page.Path, draft, findings.InOrder(lines)) { Lines = uses.InOrder, Text = text, Likeness = DamagedText.LikenessOf(text) };
    }

    private static MeetupDraft? Draft(SourcePage source, string[] lines, ImportSettings settings, LineUses uses, Findings findings)
    {
        if (OwnFrontMatter.Read(lines) is { } own)
            return OwnPage.Draft(own, lines, own.Value("slug") ?? Slugs.Of(source, FrontMatter.Read(lines, new(), findings)), settings.Community, uses, findings);
        var front = FrontMatter.Read(lines, uses, findings);
        var told = new Findings();
        var page = new MeetupPage(uses);
        new BodyReader(page, told, PageLines.Of(lines, front.BodyLine, uses, told)).Read();
        if (!page.TellsAMeetup)
        {
            findings.Warn("page.not_a_meetup", "The page tells no meetup: no time with a theme, a place, an agenda or a talk.", 1, front.Value("title"));
            return null;
        }

        findings.AddAll(told);
        return MeetupHours.Settle(page, front, settings.Zone, findings) is { } hours
            ? new MeetupDrafting(page, front, hours, findings).Draft(settings.Community, Slugs.Of(source, front))
            : null;
    }
}
