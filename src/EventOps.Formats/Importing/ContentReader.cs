namespace EventOps.Formats.Importing;

/// <summary>Takes the lines that name nothing new: each is more of the field, of the talk or of the block that it stands in.</summary>
internal sealed class ContentReader(MeetupPage page, BodyPlace place, FieldReader fields, PeopleReader people)
{
    /// <param name="startsBlock">Whether one more person of the talk begins here.</param>
    public void Take(PageLine line, bool startsBlock = false)
    {
        var (section, talk) = (place.Section, place.Talk);
        if (fields.TakesDownload(line, talk) || TakesTold(line))
            return;
        if (section is Label.Guests)
            people.Guest(line);
        else if (place.Field is Label.Speakers or Label.Moderator)
            TakePeople(line);
        else if (talk is null && section is Label.Agenda && SpeakerLines.Read(line.Text) is { IsHost: true } host)
            TakeHost(host, line);
        else if (place.IsInField && !Channels.Take(page, line))
            fields.Take(place.Field, line.Text, line, talk, continued: true);
        else if (TakesSpeaker(line, startsBlock) || place.IsInField || Channels.Take(page, line))
            return;
        else if (section is Label.Intro && talk is null)
            Introduce(line);
        else if (talk is not null && section is Label.Review)
            Tell(talk, line.Markdown, place.IsNewParagraph);
        else if (section is Label.Overview && line.Kind is LineKind.Item or LineKind.Text)
            fields.Unknown(line);
        else
            page.Leave(line.Text, line);
    }

    public void TakePicture(PageLine line)
    {
        var isPhoto = Links.IsWeb(line.Text) && (place.Field is Label.Photos || line.Markdown.Contains("照片", StringComparison.Ordinal));
        page.Uses.Boilerplate("picture");
        if (place.Section is Label.Agenda)
        {
            page.AgendaPicture ??= new(line.Text, line.Number);
            page.Uses.Prose("agenda picture");
            return;
        }

        if (isPhoto)
            page.Photos.Add(new(null, line.Text, line.Number));
        if (isPhoto || Channels.Picture(page, line))
            page.Uses.Value(isPhoto ? "photos" : "channel");
    }

    // What is told of a talk under a label of its own.
    private bool TakesTold(PageLine line)
    {
        if (place.Field is Label.Takeaways)
            TakeTakeaway(line);
        else if (place.Field is Label.Abstract or Label.Outline)
            TellAbout(line);
        else if (place.Field is Label.Bio)
            people.Bio(place.Talk, line);
        else
            return false;
        return true;
    }

    private bool TakesSpeaker(PageLine line, bool startsBlock)
    {
        if (place.Talk is not { } talk)
            return false;
        var isOpen = place.Field is Label.None && (startsBlock || talk.Speakers.Count == 0);
        return (isOpen || people.IsInBlock) && people.Speaker(talk, line, Label.Speakers);
    }

    private void TakePeople(PageLine line)
    {
        foreach (var text in SpeakerLines.Apart(line.Text) is { Count: > 1 } several ? several : [line.Text])
        {
            if (text != line.Text)
                people.Begin(place.Talk);
            people.Speaker(place.Talk, line with { Text = text }, place.Field);
        }
    }

    private void TakeHost(SpokenPerson host, PageLine line)
    {
        page.Uses.Value("person");
        page.Person(host, line.Number);
    }

    private void Introduce(PageLine line)
    {
        page.Uses.Value("introduction");
        page.Introduce(line.Markdown, place.IsNewParagraph);
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
        if (place.Talk is { } talk)
            talk.Takeaways.Add(text);
        else
            page.Takeaways.Add(new(text, line.Number));
    }

    private void TellAbout(PageLine line)
    {
        var markdown = line.Kind is LineKind.Item && place.Field is Label.Abstract && place.Talk?.Abstract is null ? line.Text : line.Markdown;
        if (place.Talk is { } talk)
        {
            Tell(talk, markdown, place.IsNewParagraph && line.Kind is not LineKind.Item);
            return;
        }

        page.Uses.Value("abstract");
        page.Outline.Add(new(markdown, line.Number));
    }
}
