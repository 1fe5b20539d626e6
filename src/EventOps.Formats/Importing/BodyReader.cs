namespace EventOps.Formats.Importing;

/// <summary>
/// Walks down a body and gives each line to whom it concerns: the section it stands in, the label above it, the talk that
/// was named last.
/// </summary>
internal sealed class BodyReader(MeetupPage page, Findings findings, List<PageLine> lines)
{
    private readonly FieldReader fields = new(page, findings);
    private readonly PeopleReader people = new(page);
    private readonly AgendaReader agenda = new(page, findings);
    private readonly LookAhead ahead = new(lines);
    private readonly bool numberedTalks =
        lines.Exists(line => line.Kind is LineKind.Heading && Titles.HasOrdinal(line.Text) && Titles.Quoted(line.Text) is not null);

    private Label section;
    private int sectionLevel = 1;
    private Label field;
    private PageTalk? talk;
    private bool newParagraph = true;

    public void Read()
    {
        for (var at = 0; at < lines.Count; at++)
        {
            page.Uses.TurnTo(lines[at]);
            if (lines[at].Kind is not LineKind.Text || !ahead.IsNewParagraph(at) || !TakesSpeakersOfTheNextTalk(ref at))
                Take(lines[at], at);
            if (!page.Uses.IsClaimed(lines[at]))
                page.Leave(lines[at].Text, lines[at]);
            if (!page.IsFull)
                continue;
            findings.Warn("page.too_much", "The page names more than any meetup has; the rest was not read.", lines[at].Number);
            LeaveUnread(at + 1);
            return;
        }
    }

    private void LeaveUnread(int from)
    {
        foreach (var line in lines.Skip(from))
        {
            page.Uses.TurnTo(line);
            page.Uses.Prose("not read");
        }
    }

    private void Take(PageLine line, int at)
    {
        if (line.Kind is LineKind.Blank)
            EndParagraph();
        else if (line.Kind is LineKind.Image)
            TakePicture(line);
        else if (line.Kind is LineKind.Row)
            talk = agenda.Row(line, people) ?? talk;
        else if (line.Kind is LineKind.Code)
            TakeContent(line);
        else if (IsSlot(line))
            TakeSlot(line);
        else if (line.Kind is not (LineKind.Heading or LineKind.Bold) || !TakeHeading(line))
            TakeText(line, at);
        newParagraph = line.Kind is LineKind.Blank;
    }

    private void EndParagraph()
    {
        people.EndParagraph();
        page.Uses.Boilerplate("markup");
    }

    // Alone on a line a span is hours that belong to a date above, except in an agenda.
    private bool IsSlot(PageLine line) =>
        (section is Label.Agenda && DatesAndTimes.Trailing(line.Text) is not null) || BeginsASlot(line);

    private bool BeginsASlot(PageLine line) =>
        DatesAndTimes.Leading(line.Text) is { } span && field is not Label.Time && !DatesAndTimes.IsNothingElse(line.Text)
        && (span.Behind.Length > 0 ? span.End is not null || section is Label.Agenda : section is Label.Agenda);

    private void TakeSlot(PageLine line)
    {
        section = Label.Agenda;
        field = Label.None;
        talk = agenda.Slot(line, people);
        people.Begin(talk);
    }

    private bool TakeHeading(PageLine line)
    {
        var text = line.Text.TrimEnd(':', '：', ' ');
        if (TurnsTheDay(text))
            return true;
        var label = Labels.OfHeading(text);
        if (Titles.Quoted(text) is { } quoted && field is not Label.Decks)
            return Begin(quoted, line);
        if (label is Label.None && line.Kind is LineKind.Heading)
            return TakeUnknownHeading(line, text);
        if (label is Label.None)
            return false;
        page.Uses.Boilerplate("heading");
        field = label;
        if (line.Kind is LineKind.Heading && label is Label.Abstract && line.Level <= 2)
            label = Label.Intro;
        if (label >= Label.Overview)
            (section, sectionLevel, field, talk) = (label, line.Kind is LineKind.Heading ? line.Level : 6, Label.None, null);
        else if (line.Kind is LineKind.Heading && line.Level <= 2 && label is Label.Recording or Label.Registration or Label.Decks or Label.Article or Label.Projects or Label.Reading or Label.Photos)
            (section, sectionLevel, talk) = (Label.None, line.Level, null);
        page.HasReview |= section is Label.Review;
        people.Begin(talk);
        return true;
    }

    private bool TurnsTheDay(string text)
    {
        if (section is not Label.Agenda || AgendaDay.Read(text) is not { } day)
            return false;
        agenda.Turn(day);
        talk = null;
        people.Begin(null);
        return true;
    }

    private bool TakeUnknownHeading(PageLine line, string text)
    {
        if (section is Label.Review && line.Level > sectionLevel && AgendaReader.IsTalk(text))
            return Begin(Titles.Clean(text), line);
        if (numberedTalks && Titles.HasOrdinal(text))
            return Begin(Titles.Clean(Titles.WithoutOrdinal(text)), line);
        if (section is Label.Intro && line.Level > 1)
        {
            page.Uses.Value("introduction");
            page.Introduce($"{new string('#', Math.Max(3, line.Level))} {line.Text}", newParagraph: true);
            (field, talk) = (Label.None, null);
            return true;
        }

        (section, sectionLevel, field, talk) = (Label.None, line.Level, Label.None, null);
        page.Leave(line.Text, line);
        return true;
    }

    private bool Begin(string title, PageLine line)
    {
        page.Uses.Value("talk");
        talk = agenda.Begin(title, line.Number);
        field = Label.None;
        people.Begin(talk);
        return true;
    }

    private void TakeText(PageLine line, int at)
    {
        if (TurnsTheDay(line.Text))
            return;
        if (DatesAndTimes.IsNothingElse(line.Text) && field is not Label.Time)
        {
            page.Uses.Value("time");
            page.Times.Add(new(ahead.HoursBelow(at) is { } hours ? $"{line.Text} {hours}" : line.Text, line.Number));
            return;
        }

        if (DatesAndTimes.Leading(line.Text) is { Behind: "" } && page.Times.Count > 0 && section is not Label.Agenda)
        {
            page.Uses.Value("time");
            return;
        }

        if (Titles.Quoted(line.Text) is { } title && field is not (Label.Decks or Label.Theme))
        {
            Begin(title, line);
            return;
        }

        var (label, _, value) = Labels.Split(line.Text);
        if (label is Label.None && agenda.AwaitsTitle)
        {
            field = Label.None;
            talk = agenda.Title(line, people);
            people.Begin(talk);
        }
        else if (label is not Label.None)
            TakeField(label, value, line);
        else if (section is Label.Overview or Label.None && line.Kind is LineKind.Item && FieldReader.IsLinkedLabel(line, out var linked))
            fields.Take(linked, line.Text, line, talk);
        else
            TakeContent(line, newParagraph && talk is { Abstract: null } && ahead.IsNameAboveText(at));
    }

    private void TakeField(Label label, string value, PageLine line)
    {
        field = label;
        people.Begin(talk);
        if (value.Length == 0)
        {
            page.Uses.Boilerplate("label");
            return;
        }

        if (label is Label.Bio or Label.Abstract or Label.Outline or Label.Takeaways or Label.Speakers or Label.Moderator)
            TakeContent(line with { Text = value, Markdown = value, Kind = LineKind.Text });
        else if (label is Label.TalkTitle)
            Begin(Titles.Clean(value), line);
        else
            fields.Take(label, value, line, talk);
        if (label is not (Label.Decks or Label.Recording or Label.Projects or Label.Reading or Label.Photos) && label < Label.TalkTitle)
            field = Label.None;
    }

    private void TakeContent(PageLine line, bool startsBlock = false)
    {
        var open = field is Label.None && talk is not null && (startsBlock || talk.Speakers.Count == 0);
        if (fields.TakesDownload(line, talk))
            return;
        if (field is Label.Takeaways)
            TakeTakeaway(line);
        else if (field is Label.Abstract or Label.Outline)
            TellAbout(line);
        else if (field is Label.Bio)
            people.Bio(talk, line);
        else if (field is Label.Speakers or Label.Moderator && section is not Label.Guests)
            TakePeople(line);
        else if (section is Label.Guests)
            people.Guest(line);
        else if (talk is null && section is Label.Agenda && SpeakerLines.Read(line.Text) is { IsHost: true } host)
            TakeHost(host, line);
        else if (field is not Label.None && field < Label.TalkTitle && !Channels.Take(page, line))
            fields.Take(field, line.Text, line, talk, continued: true);
        else if (talk is not null && (open || people.IsInBlock) && people.Speaker(talk, line, Label.Speakers))
            return;
        else if (field is not Label.None && field < Label.TalkTitle || Channels.Take(page, line))
            return;
        else if (section is Label.Intro && talk is null)
            Introduce(line);
        else if (talk is not null && section is Label.Review)
            Tell(talk, line.Markdown, newParagraph);
        else if (section is Label.Overview && line.Kind is LineKind.Item or LineKind.Text)
            fields.Unknown(line);
        else
            page.Leave(line.Text, line);
    }

    private void Introduce(PageLine line)
    {
        page.Uses.Value("introduction");
        page.Introduce(line.Markdown, newParagraph);
    }

    private void Tell(PageTalk about, string markdown, bool apart)
    {
        page.Uses.Value("abstract");
        about.Tell(markdown, apart);
    }

    private void TakeTakeaway(PageLine line)
    {
        page.Uses.Value("takeaway");
        var text = line.Text.TrimEnd('；', ';');
        if (talk is null)
            page.Takeaways.Add(new(text, line.Number));
        else
            talk.Takeaways.Add(text);
    }

    private void TakePeople(PageLine line)
    {
        foreach (var text in SpeakerLines.Apart(line.Text) is { Count: > 1 } several ? several : [line.Text])
        {
            if (text != line.Text)
                people.Begin(talk);
            people.Speaker(talk, line with { Text = text }, field);
        }
    }

    private void TakeHost(SpokenPerson host, PageLine line)
    {
        page.Uses.Value("person");
        page.Person(host, line.Number);
    }

    private void TellAbout(PageLine line)
    {
        var markdown = line.Kind is LineKind.Item && field is Label.Abstract && talk?.Abstract is null ? line.Text : line.Markdown;
        page.Uses.Value("abstract");
        if (talk is null)
            page.Outline.Add(new(markdown, line.Number));
        else
            talk.Tell(markdown, newParagraph && line.Kind is not LineKind.Item);
    }

    private void TakePicture(PageLine line)
    {
        var isPhoto = Links.IsWeb(line.Text) && (field is Label.Photos || line.Markdown.Contains("照片", StringComparison.Ordinal));
        page.Uses.Boilerplate("picture");
        if (section is Label.Agenda)
            page.AgendaPicture ??= new(line.Text, line.Number);
        else if (isPhoto)
            page.Photos.Add(new(null, line.Text, line.Number));
        if (section is Label.Agenda)
            page.Uses.Prose("agenda picture");
        else if (isPhoto || Channels.Picture(page, line))
            page.Uses.Value(isPhoto ? "photos" : "channel");
    }

    private bool TakesSpeakersOfTheNextTalk(ref int at)
    {
        if (talk is { Speakers.Count: 0 } || ahead.EndOfSpeakersAboveATitle(at) is not { } end)
            return false;
        people.Hold(lines[at..end]);
        lines[at..end].ForEach(line => page.Uses.Value(line, "person"));
        newParagraph = false;
        at = end - 1;
        return true;
    }
}
