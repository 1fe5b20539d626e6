namespace EventOps.Formats.Importing;

/// <summary>Takes headings, and bold lines that stand as such: they open a block, name a talk, or turn the day.</summary>
internal sealed class HeadingReader(MeetupPage page, BodyPlace place, AgendaReader agenda, PeopleReader people, bool talksAreNumbered)
{
    private const int LevelOfBold = 6;

    /// <summary>False when a bold line heads nothing.</summary>
    public bool Take(PageLine line)
    {
        var text = line.Text.TrimEnd(':', '：', ' ');
        if (TurnsTheDay(text))
            return true;
        var label = Labels.OfHeading(text);
        if (Titles.Quoted(text) is { } quoted && place.Field is not Label.Decks)
            return Begin(quoted, line);
        if (label is Label.None)
            return line.Kind is LineKind.Heading && TakeUnknown(line, text);
        page.Uses.Boilerplate("heading");
        Open(label, line);
        page.HasReview |= place.Section is Label.Review;
        people.Begin(place.Talk);
        return true;
    }

    public bool TurnsTheDay(string text)
    {
        if (place.Section is not Label.Agenda || AgendaDay.Read(text) is not { } day)
            return false;
        agenda.Turn(day);
        place.Talk = null;
        people.Begin(null);
        return true;
    }

    public bool Begin(string title, PageLine line)
    {
        page.Uses.Value("talk");
        place.Talk = agenda.Begin(title, line.Number);
        place.Field = Label.None;
        people.Begin(place.Talk);
        return true;
    }

    private void Open(Label label, PageLine line)
    {
        var isTop = line.Kind is LineKind.Heading && line.Level <= 2;
        if (isTop && label is Label.Abstract)
            label = Label.Intro;
        if (label >= Label.Overview)
            place.Open(label, line.Kind is LineKind.Heading ? line.Level : LevelOfBold);
        else if (isTop && label is Label.Recording or Label.Registration or Label.Decks or Label.Article or Label.Projects or Label.Reading or Label.Photos)
            place.OpenLinks(label, line.Level);
        else
            place.Field = label;
    }

    private bool TakeUnknown(PageLine line, string text)
    {
        if (place.Section is Label.Review && line.Level > place.SectionLevel && SlotKinds.IsTalk(text))
            return Begin(Titles.Clean(text), line);
        if (talksAreNumbered && Titles.HasOrdinal(text))
            return Begin(Titles.Clean(Titles.WithoutOrdinal(text)), line);
        if (place.Section is Label.Intro && line.Level > 1)
        {
            page.Uses.Value("introduction");
            page.Introduce($"{new string('#', Math.Max(3, line.Level))} {line.Text}", newParagraph: true);
            (place.Field, place.Talk) = (Label.None, null);
            return true;
        }

        place.Open(Label.None, line.Level);
        page.Leave(line.Text, line);
        return true;
    }
}
