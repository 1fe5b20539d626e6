namespace EventOps.Formats.Importing;

/// <summary>
/// Walks down a body and gives each line to whom it concerns: the section it stands in, the label above it, the talk that
/// was named last.
/// </summary>
internal sealed class BodyReader
{
    private readonly MeetupPage page;
    private readonly Findings findings;
    private readonly List<PageLine> lines;
    private readonly BodyPlace place = new();
    private readonly FieldReader fields;
    private readonly PeopleReader people;
    private readonly AgendaReader agenda;
    private readonly HeadingReader headings;
    private readonly ContentReader content;
    private readonly LookAhead ahead;

    public BodyReader(MeetupPage page, Findings findings, List<PageLine> lines)
    {
        (this.page, this.findings, this.lines) = (page, findings, lines);
        (fields, people, agenda, ahead) = (new(page, findings), new(page), new(page, findings), new(lines));
        headings = new(page, place, agenda, people, lines.Exists(line => line.Kind is LineKind.Heading && Titles.HasOrdinal(line.Text) && Titles.Quoted(line.Text) is not null));
        content = new(page, place, fields, people);
    }

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
            content.TakePicture(line);
        else if (line.Kind is LineKind.Row)
            place.Talk = agenda.Row(line, people) ?? place.Talk;
        else if (line.Kind is LineKind.Code)
            content.Take(line);
        else if (IsSlot(line))
            TakeSlot(line);
        else if (line.Kind is not (LineKind.Heading or LineKind.Bold) || !headings.Take(line))
            TakeText(line, at);
        place.IsNewParagraph = line.Kind is LineKind.Blank;
    }

    private void EndParagraph()
    {
        people.EndParagraph();
        page.Uses.Boilerplate("markup");
    }

    // Alone on a line a span is hours that belong to a date above, except in an agenda.
    private bool IsSlot(PageLine line) =>
        (place.Section is Label.Agenda && DatesAndTimes.Trailing(line.Text) is not null) || BeginsASlot(line);

    private bool BeginsASlot(PageLine line) =>
        DatesAndTimes.Leading(line.Text) is { } span && place.Field is not Label.Time && !DatesAndTimes.IsNothingElse(line.Text)
        && (span.Behind.Length > 0 ? span.End is not null || place.Section is Label.Agenda : place.Section is Label.Agenda);

    private void TakeSlot(PageLine line)
    {
        place.EnterAgenda();
        place.Talk = agenda.Slot(line, people);
        people.Begin(place.Talk);
    }

    private void TakeText(PageLine line, int at)
    {
        if (headings.TurnsTheDay(line.Text) || TakesTime(line, at))
            return;
        if (Titles.Quoted(line.Text) is { } title && place.Field is not (Label.Decks or Label.Theme))
            headings.Begin(title, line);
        else if (Labels.Split(line.Text) is (not Label.None and var label, _, var value))
            TakeField(label, value, line);
        else if (agenda.AwaitsTitle)
            TakeAwaitedTitle(line);
        else if (place.Section is Label.Overview or Label.None && line.Kind is LineKind.Item && FieldReader.IsLinkedLabel(line, out var linked))
            fields.Take(linked, line.Text, line, place.Talk);
        else
            content.Take(line, place.IsNewParagraph && place.Talk is { Abstract: null } && ahead.IsNameAboveText(at));
    }

    // A date on a line of its own, with the hours that stand alone below it.
    private bool TakesTime(PageLine line, int at)
    {
        if (DatesAndTimes.IsNothingElse(line.Text) && place.Field is not Label.Time)
            page.Times.Add(new(ahead.HoursBelow(at) is { } hours ? $"{line.Text} {hours}" : line.Text, line.Number));
        else if (place.Section is Label.Agenda || page.Times.Count == 0 || DatesAndTimes.Leading(line.Text) is not { Behind: "" })
            return false;
        page.Uses.Value("time");
        return true;
    }

    private void TakeAwaitedTitle(PageLine line)
    {
        place.Field = Label.None;
        place.Talk = agenda.Title(line, people);
        people.Begin(place.Talk);
    }

    private void TakeField(Label label, string value, PageLine line)
    {
        place.Field = label;
        people.Begin(place.Talk);
        if (value.Length == 0)
        {
            page.Uses.Boilerplate("label");
            return;
        }

        if (label is Label.Bio or Label.Abstract or Label.Outline or Label.Takeaways or Label.Speakers or Label.Moderator)
            content.Take(line with { Text = value, Markdown = value, Kind = LineKind.Text });
        else if (label is Label.TalkTitle)
            headings.Begin(Titles.Clean(value), line);
        else
            fields.Take(label, value, line, place.Talk);
        if (label is not (Label.Decks or Label.Recording or Label.Projects or Label.Reading or Label.Photos) && label < Label.TalkTitle)
            place.Field = Label.None;
    }

    private bool TakesSpeakersOfTheNextTalk(ref int at)
    {
        if (place.Talk is { Speakers.Count: 0 } || ahead.EndOfSpeakersAboveATitle(at) is not { } end)
            return false;
        people.Hold(lines[at..end]);
        lines[at..end].ForEach(line => page.Uses.Value(line, "person"));
        place.IsNewParagraph = false;
        at = end - 1;
        return true;
    }
}
