using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Takes the value of a label: a text that is kept, or links that become decks, recordings and references.</summary>
internal sealed class FieldReader(MeetupPage page, Findings findings)
{
    private static readonly Dictionary<Label, OrganiserRole> Organisers = new()
    {
        [Label.Host] = OrganiserRole.Host,
        [Label.CoHost] = OrganiserRole.CoHost,
        [Label.Partner] = OrganiserRole.Partner,
        [Label.Sponsor] = OrganiserRole.Sponsor,
        [Label.Media] = OrganiserRole.Media,
    };

    /// <param name="continued">The value stands on a line of its own below the label.</param>
    public void Take(Label label, string value, PageLine line, PageTalk? talk, bool continued = false)
    {
        if (label is Label.Time)
            TakeTime(value, line);
        else if (Organisers.TryGetValue(label, out var role))
            TakeOrganisers(value, role, line);
        else if (label is Label.Decks)
            TakeLinks(page.Decks, value, line, talk, "deck");
        else if (label is Label.Recording)
            TakeLinks(page.Recordings, value, line, talk, "recording");
        else if (label is Label.Projects or Label.Reading or Label.Article)
            TakeLinks(page.References, value, line, talk, "reference");
        else if (label is Label.Photos)
            TakeLinks(page.Photos, value, line, null, "photos");
        else if (label is Label.Registration or Label.Stream && Links.In(value).Find(link => Links.IsWeb(link.Url)) is { } link)
            TakeLink(label, link, line);
        else if (continued)
            page.Leave(line.Text, line);
        else
            TakeText(label, value, line);
    }

    private void TakeTime(string value, PageLine line)
    {
        page.Uses.Value("time");
        page.Times.Add(new(value, line.Number));
    }

    private void TakeLink(Label label, Link link, PageLine line)
    {
        page.Uses.Value(label.ToString().ToLowerInvariant());
        page.Fields.TryAdd(label, new(link.Url, line.Number));
    }

    /// <summary>An item that is only a link, whose text is a label: "[直播视频回顾](url)".</summary>
    public static bool IsLinkedLabel(PageLine line, out Label label)
    {
        var links = Links.In(line.Text);
        label = links is [{ Start: 0 } link] && link.End == line.Text.Length ? Labels.Of(link.Text) : Label.None;
        return label is not Label.None;
    }

    /// <summary>A link of its own under a talk whose text says "download": its deck.</summary>
    public bool TakesDownload(PageLine line, PageTalk? talk)
    {
        if (talk is null || Links.In(line.Text) is not [{ IsImage: false } link] || link.End - link.Start != line.Text.Length)
            return false;
        if (Labels.Of(link.Text) is Label.None)
            return false;
        Take(Labels.Of(link.Text), line.Text, line, talk);
        return true;
    }

    public void Unknown(PageLine line)
    {
        if (line.Text.AsSpan(0, Math.Min(20, line.Text.Length)).ContainsAny('：', ':'))
            UnknownLabel(line);
        else
            page.Leave(line.Text, line);
    }

    private void UnknownLabel(PageLine line)
    {
        page.Uses.Prose("unknown label");
        findings.Warn("label.unknown", "The label is not known; the line was not read.", line.Number, line.Text);
    }

    private void TakeText(Label label, string value, PageLine line)
    {
        if (page.Fields.TryGetValue(label, out var said) && Folding.Key(said.Text) != Folding.Key(value))
            findings.Warn("label.twice", "The label stands on the page twice with different values.", line.Number, value, said.Text, [said.Text, value]);
        if (Titles.IsUnclosed(value))
            findings.Warn("title.unclosed", "A 《 has no 》, or the other way round.", line.Number, value);
        if (page.Fields.TryAdd(label, new(value, line.Number)))
            page.Uses.Value(label.ToString().ToLowerInvariant());
        else
            page.Uses.Prose($"{label.ToString().ToLowerInvariant()} said again");
    }

    private void TakeLinks(List<PageLink> into, string value, PageLine line, PageTalk? talk, string noun)
    {
        var links = Links.In(value);
        if (links.Count == 0 && value.Length > 0)
            page.Leave(value, line);
        else
            page.Uses.Prose($"{noun}, left out");
        foreach (var link in links)
        {
            var title = TitleOf(link, value) ?? (noun == "reference" && !Links.IsWeb(link.Text) ? link.Text : null);
            if (!Links.IsWeb(link.Url))
                findings.Warn("link.unsafe", "Only absolute http and https links are imported.", line.Number, link.Url);
            else if (Labels.IsPlaceholder(link.Text))
                findings.Warn($"{noun}.placeholder", $"The link says '{link.Text}' but leads somewhere; it was left out.", line.Number, value);
            else
                Add(new(title, link.Url, line.Number, talk));
            if (title is not null && Titles.IsUnclosed(link.Text))
                findings.Warn("title.unclosed", "A 《 has no 》, or the other way round.", line.Number, link.Text, title);
        }

        void Add(PageLink taken)
        {
            page.Uses.Value(noun);
            into.Add(taken);
        }
    }

    // "【SOFAArk】[url](url)" and "SOFAArk: <url>" name the link before it.
    private static string? TitleOf(Link link, string value)
    {
        if (!Labels.IsGeneric(link.Text) && link.Text != link.Url && !Links.IsWeb(link.Text))
            return Titles.Clean(link.Text).Replace("下载链接", "", StringComparison.Ordinal).Trim();
        var before = link.Start > 0 ? value[..link.Start].Trim(' ', '-', ':', '：', '【', '】', ',', '，') : "";
        return before.Length is > 0 and <= 80 && Links.In(before).Count == 0 && !Labels.IsGeneric(before) ? Titles.Clean(before) : null;
    }

    private void TakeOrganisers(string value, OrganiserRole role, PageLine line)
    {
        page.Uses.Value("organiser");
        if (Links.In(value) is [.., _] links)
            page.Organisers.AddRange(links.Select(link => (new Said(Titles.Clean(link.Text), line.Number), role, (string?)link.Url)));
        else
            page.Organisers.AddRange(value.Split(['、', ',', '，', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name => (new Said(name, line.Number), role, (string?)null)));
    }
}
