using EventOps.Formats.Importing.OwnPages;

namespace EventOps.Formats.Importing;

/// <summary>Reads a community's event page: what it is sure of as a meetup, what it is not as findings.</summary>
public static class PageImporter
{
    private const int MostProseBeforeTheTime = 20;

    /// <summary>Never throws, whatever the bytes are, and takes time in proportion to their number.</summary>
    public static ImportedPage Read(SourcePage page, ImportSettings settings)
    {
        var findings = new Findings();
        var (text, refusal) = PageText.Read(page.Bytes.Span);
        if (refusal is not null)
            return new(page.Path, null, [refusal]);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        var draft = Draft(page, lines, settings, findings);
        return new(page.Path, draft, findings.InOrder(lines));
    }

    /// <summary>Reads pages that are imported together; of two that claim one slug only the first is a meetup.</summary>
    public static IReadOnlyList<ImportedPage> ReadAll(IEnumerable<SourcePage> pages, ImportSettings settings)
    {
        var (read, slugs) = (new List<ImportedPage>(), new Dictionary<string, string>());
        foreach (var page in pages.Select(page => Read(page, settings)))
        {
            var first = page.Meetup is { } meetup && !slugs.TryAdd(meetup.Slug, page.Path) ? slugs[meetup.Slug] : null;
            read.Add(first is null ? page : page with
            {
                Meetup = null,
                Findings = [new(FindingSeverity.Error, "page.slug_twice", $"'{first}' has the same slug '{page.Meetup!.Slug}'.", 1), .. page.Findings],
            });
        }

        return read;
    }

    private static MeetupDraft? Draft(SourcePage source, string[] lines, ImportSettings settings, Findings findings)
    {
        if (OwnFrontMatter.Read(lines) is { } own)
            return OwnPage.Draft(own, lines, Slugs.Of(source, FrontMatter.Read(lines, findings)), settings.Community, findings);
        var front = FrontMatter.Read(lines, findings);
        var told = new Findings();
        var page = new MeetupPage();
        new BodyReader(page, told, PageLines.Of(lines, front.BodyLine, told)).Read();
        if (!IsMeetup(page))
        {
            findings.Warn("page.not_a_meetup", "The page tells no meetup: no time with a theme, a place, an agenda or a talk.", 1, front.Value("title"));
            return null;
        }

        findings.AddAll(told);
        return MeetupHours.Settle(page, front, settings.Zone, findings) is { } hours
            ? new MeetupDrafting(page, front, hours, findings).Draft(settings.Community, Slugs.Of(source, front))
            : null;
    }

    private static bool IsMeetup(MeetupPage page) =>
        page.Times.Count > 0
        // An article may end with an invitation to some other meetup.
        && page.LeftOver.Count(said => said.Line < page.Times[0].Line) <= MostProseBeforeTheTime
        && (page.Fields.ContainsKey(Label.Theme) || page.Fields.ContainsKey(Label.Form) || page.Fields.ContainsKey(Label.Place)
            || page.Slots.Count > 0 || page.Talks.Count > 0);
}
