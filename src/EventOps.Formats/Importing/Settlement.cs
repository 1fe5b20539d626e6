using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>What follows from the whole page and from no single line: whose deck it is, whether a title is last month's.</summary>
internal sealed partial class Settlement(MeetupPage page, Findings findings, string title)
{
    private const int ShortestTitle = 6;

    public void Settle()
    {
        NameTalks();
        CorrectStaleTitle();
        GiveToTheOnlyTalk();
        Match(page.Decks, "deck");
        Match(page.Recordings, "recording");
        JoinArticles();
        CheckPeople();
        if (page.AgendaPicture is { } picture && page.Slots.Count == 0)
            findings.Info("agenda.picture", "The agenda is a picture; talks have no times.", picture.Line, picture.Text);
        TellWhatIsLeftOver();
    }

    private void TellWhatIsLeftOver()
    {
        var (first, last, count) = (new Said("", int.MinValue), int.MinValue, 0);
        foreach (var said in page.LeftOver.OrderBy(said => said.Line).Append(new("", int.MaxValue)))
        {
            if (count > 0 && said.Line - (long)last <= 2)
            {
                (last, count) = (said.Line, count + 1);
                continue;
            }

            if (count > 0)
                findings.Info("prose.left_over", $"{count} line(s) belong to no field and were not imported.", first.Line, first.Text);
            (first, last, count) = (said, said.Line, 1);
        }
    }

    private string Subject
    {
        get
        {
            var theme = page.Fields.GetValueOrDefault(Label.Theme)?.Text ?? title;
            var rest = Titles.Episode(theme)?.Behind is { Length: > 0 } after ? after : theme;
            return Titles.Clean(rest.StartsWith('《') && rest.IndexOf('》') is > 0 and var end ? rest[..end] : rest);
        }
    }

    private void NameTalks()
    {
        if (page.Talks.Count > 0)
            return;
        foreach (var deck in page.Decks.Where(deck => deck.Title is not null))
        {
            findings.Info("talk.from_deck", "The page names the talk only by its slides.", deck.Line, deck.Title);
            page.Talks.Add(new(deck.Title!, deck.Line));
        }

        if (page.Talks.Count > 0 || (page.Guests.TrueForAll(guest => guest.IsHost) && page.Decks.Count + page.Recordings.Count == 0))
            return;
        var line = page.Fields.GetValueOrDefault(Label.Theme)?.Line ?? 1;
        findings.Info("talk.from_theme", "The page names no talk; its theme was taken for the title.", line, Subject);
        page.Talks.Add(new(Subject, line));
    }

    // A single talk whose title differs from theme and page title is the one of the page this one was copied from.
    private void CorrectStaleTitle()
    {
        if (page.Talks is not [var talk] || Titles.Episode(title) is null || TitleMatching.IsSame(talk.Title, Subject)
            || !page.Slots.Exists(slot => slot.Talk == talk))
        {
            return;
        }

        findings.Warn("talk.title_stale", "The agenda's title is not the meetup's theme; it may be another episode's.",
            talk.Line, talk.Title, Subject, [Subject, talk.Title]);
        talk.Title = Subject;
    }

    private void GiveToTheOnlyTalk()
    {
        if (page.Talks is not [var talk])
        {
            foreach (var said in page.Takeaways.Concat(page.Outline))
            {
                page.LeftOver.Add(said);
                page.Uses.GiveUp(said.Line);
            }

            return;
        }

        foreach (var guest in page.Guests.Where(guest => !guest.IsHost && talk.Speakers.Count == 0).ToList())
            talk.By(guest);
        foreach (var line in page.Outline)
            talk.Tell(line.Text, newParagraph: false);
        talk.Takeaways.AddRange(page.Takeaways.Select(said => said.Text).Except(talk.Takeaways).ToList());
    }

    private void Match(List<PageLink> links, string noun)
    {
        for (var i = 0; i < links.Count; i++)
        {
            var link = links[i];
            var talk = link.Talk ?? (link.Title is null ? Only() : TalkOf(link, noun, links.Count));
            links[i] = link with { Talk = talk, Title = link.Title ?? talk?.Title ?? Subject };
        }
    }

    // "回顾 | 一个题目 | 某某社区" is about the one talk whose title it holds.
    private void JoinArticles()
    {
        for (var i = 0; i < page.References.Count; i++)
        {
            var link = page.References[i];
            if (link is { Talk: null, Title: { } called } && Folding.Key(called) is var key
                && page.Talks.FindAll(talk => Folding.Key(talk.Title) is { Length: >= ShortestTitle } title && key.Contains(title, StringComparison.Ordinal)) is [var only])
                page.References[i] = link with { Talk = only };
        }
    }

    private PageTalk? Only() => page.Talks is [var only] ? only : null;

    private PageTalk? TalkOf(PageLink link, string noun, int count)
    {
        var (talk, rivals) = TitleMatching.Find(link.Title!, page.Talks, t => t.Title);
        if (rivals.Count > 1)
            findings.Warn($"{noun}.ambiguous", "The title fits more than one talk; it was left with the meetup.",
                link.Line, link.Title, null, [.. rivals.Select(t => t.Title)]);
        else if (talk is null && page.Talks.Count > 1)
            findings.Warn($"{noun}.unmatched", "The title fits no talk; it was left with the meetup.", link.Line, link.Title);
        else if (talk is null && count == 1)
            return Only();
        else if (talk is not null && Folding.Key(talk.Title) != Folding.Key(link.Title!))
            findings.Info($"{noun}.title_varies", "The title differs from the talk's.", link.Line, link.Title, talk.Title);
        return talk;
    }

    // "将邀请彭涛（花名：巴德）" in the text, and somebody else in the agenda.
    private void CheckPeople()
    {
        foreach (Match named in NamedInProse().Matches(page.Intro.ToString()))
        {
            var alias = named.Groups[1].Value;
            var others = page.People.FindAll(person => !person.IsHost);
            if (others.Count > 0 && !others.Exists(person => person.Alias == alias))
                findings.Warn("speaker.contradicts_prose", "The text announces somebody whom the programme does not name.",
                    others[0].Line, named.Value, others[0].Called, [alias, .. others.Select(p => p.Called)]);
        }
    }

    [GeneratedRegex("[\\p{IsCJKUnifiedIdeographs}]{2,4}[（(]花名[：:]?\\s*([\\p{IsCJKUnifiedIdeographs}]{2,3})[）)]", RegexOptions.NonBacktracking)]
    private static partial Regex NamedInProse();
}
