using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Exporting;
using NodaTime;

namespace EventOps.Formats.Importing.OwnPages;

/// <summary>A page that the exporter wrote, edited since or not, as the commands that say it.</summary>
internal sealed class OwnPage
{
    private const string Reason = "import";

    private readonly OwnFrontMatter front;
    private readonly OwnSheet sheet;
    private readonly PageWords words;
    private readonly Rehearsal rehearsal;
    private readonly ImportIds ids;
    private readonly Findings findings;
    private readonly Dictionary<OwnPerson, Guid> people = new(ReferenceEqualityComparer.Instance);
    private readonly List<(OwnTalk Talk, Guid Id)> talks = [];

    private OwnPage(OwnFrontMatter front, OwnSheet sheet, PageWords words, Guid meetup, Findings findings) =>
        (this.front, this.sheet, this.words, rehearsal, ids, this.findings) = (front, sheet, words, new(findings), new(meetup), findings);

    private bool IsRecap => front.Value("eventops") == "recap";

    /// <summary>Null, with a finding, when the page lacks what no meetup can be without.</summary>
    public static MeetupDraft? Draft(OwnFrontMatter front, string[] lines, string slug, string community, LineUses uses, Findings findings)
    {
        var language = PageWords.Of(front.Value("language") ?? "zh");
        var body = lines.Skip(front.BodyLine - 1).Select((text, index) => new OwnLine(text, front.BodyLine + index));
        var meetup = ImportIds.Meetup(community, slug);
        var page = new OwnPage(front, OwnPageReader.Read(body, language, findings), language, meetup, findings);
        for (var i = 0; i < lines.Length; i++)
            uses.Head(i + 1, lines[i], page.sheet.LeftOver.Contains(i + 1) ? LineUse.Prose : LineUse.Value, "page");
        return page.Schedule(slug, findings) is { } schedule && page.rehearsal.Take(schedule, page.LineOf(page.words.Time), FindingSeverity.Error)
            ? new(meetup, slug, page.Wanted())
            : null;
    }

    private ScheduleEvent? Schedule(string slug, Findings findings)
    {
        if ((front.Value("linkTitle") ?? front.Value("title")) is not { } title)
            findings.Error("title.missing", "The page has neither a title nor a theme.", 1);
        else if (PageTimes.Read(Written(words.Time) ?? "") is not var (start, end, weekday))
            findings.Error("time.unreadable", "The meetup's time could not be read.", LineOf(words.Time), Written(words.Time));
        else
            return new(
                slug, title, start, Text(words.Zone) ?? OverviewText.UnsaidZone, words.Forms.Named(Written(words.Form) ?? "") ?? MeetupForm.Online, end,
                Text(words.Place) is { } place ? new(place, Text(words.Address)) : null, Url(words.Stream), Text(words.Theme), Summary(),
                front.Value("series"), front.List("tags"), front.Value("language") ?? "zh", front.Value("cover"),
                weekday is IsoDayOfWeek.None ? null : weekday);
        return null;
    }

    private string? Summary() => front.Value("lead") is { } lead && sheet.Told is null ? $"{lead}\n\n{sheet.Intro}".TrimEnd() : sheet.Intro;

    private ValueList<MeetupCommand> Wanted()
    {
        AddProgramme();
        AddLinks();
        AddSurroundings();
        Aliases.Take(front.List("aliases"), 1, rehearsal, findings);
        if (sheet.Talks.Count + sheet.Slots.Count > 0)
            rehearsal.Take(new PublishAgenda(), 1, warn: false);
        if (IsRecap && (sheet.Told ?? sheet.Intro) is { } told)
            rehearsal.Take(new WriteRecap(told), 1);
        if (IsRecap)
            rehearsal.Take(new PublishRecap(), 1, warn: false);
        if (Written(words.Status) == words.Cancelled)
            rehearsal.Take(new CancelEvent(Text(words.Reason) ?? Reason), LineOf(words.Status));
        else if (Written(words.Status) == words.Postponed)
            rehearsal.Take(new PostponeEvent(Text(words.Reason) ?? Reason), LineOf(words.Status));
        return rehearsal.Accepted;
    }

    private void AddProgramme()
    {
        foreach (var person in sheet.People)
        {
            people[person] = ids.Speaker(person.Alias ?? person.Name!, person.Organisation);
            rehearsal.Take(new AddSpeaker(people[person], person.Name, person.Alias, person.Organisation, person.Role, person.Bio), person.Line);
        }

        foreach (var talk in sheet.Talks)
        {
            talks.Add((talk, ids.Talk(talk.Title)));
            rehearsal.Take(new AddTalk(
                talk.Title, talks[^1].Id, talk.Kind, talk.Abstract, [.. talk.Takeaways], talk.Language,
                [.. talk.Speakers.Select(speaker => new TalkSpeaker(people[speaker.Person], speaker.Part))]), talk.Line);
        }

        var free = talks.ToList();
        foreach (var slot in sheet.Slots)
            Place(slot, free);
    }

    // Of two talks with one title the first row is the first one's.
    private void Place(OwnSlot slot, List<(OwnTalk Talk, Guid Id)> free)
    {
        Guid? talk = null;
        if (slot.TalkTitle is { } title)
        {
            var at = free.FindIndex(one => one.Talk.Title == title);
            talk = at >= 0 ? free[at].Id : talks.Find(one => one.Talk.Title == title).Id;
            if (at >= 0)
                free.RemoveAt(at);
        }

        var place = new PlaceSlot(
            slot.Start, slot.End, ids.Slot(slot.Day, PageTimes.Of(slot.Start), slot.Title ?? slot.TalkTitle ?? ""), slot.Kind, talk, slot.Title, slot.Day,
            slot.Room, slot.Track);
        rehearsal.Take(rehearsal.Accepts(place) ? place : place with { Overrule = Reason }, slot.Line);
    }

    private void AddLinks()
    {
        foreach (var (talk, id) in talks)
        {
            talk.Slides.ForEach(deck => AddDeck(deck, id));
            talk.Recordings.ForEach(film => AddRecording(film, id));
            talk.References.ForEach(reference => AddReference(reference, id));
        }

        var ofTalks = sheet.Talks.SelectMany(talk => talk.Slides).Select(deck => (deck.Title, deck.Url)).ToList();
        foreach (var deck in sheet.Downloads.Where(deck => !ofTalks.Remove((deck.Title, deck.Url))))
            AddDeck(deck, null);
        sheet.Recordings.ForEach(film => AddRecording(film, null));
        sheet.References.ForEach(reference => AddReference(reference, null));
    }

    private void AddDeck(OwnLink deck, Guid? talk)
    {
        var id = ids.Link("slides", deck.Url, deck.Title);
        if (rehearsal.Take(new AttachSlides(deck.Title, deck.Url, id, talk), deck.Line))
            rehearsal.Take(new PublishSlides(id), deck.Line, warn: false);
    }

    private void AddRecording(OwnLink film, Guid? talk) =>
        rehearsal.Take(new AddRecording(film.Title, film.Url, ids.Link("recording", film.Url, film.Title), talk), film.Line);

    private void AddReference(OwnLink reference, Guid? talk) =>
        rehearsal.Take(new AddReference(reference.Title, reference.Url, ids.Link("reference", reference.Url, reference.Title), talk), reference.Line);

    private void AddSurroundings()
    {
        foreach (var (title, url, kind, line) in sheet.Photos)
            rehearsal.Take(new AddPhotos(url, kind, ids.Link("photos", url, title ?? ""), title), line);
        foreach (var (name, role, url, line) in sheet.Organisers)
            rehearsal.Take(new AddOrganiser(name, role, ids.Named("organiser", Folding.Key(name)), url), line);
        foreach (var (channel, line) in sheet.Channels)
            rehearsal.Take(channel with { ChannelId = ids.Named("channel", $"{channel.Kind}\n{channel.Number ?? channel.Url ?? channel.Name}") }, line);
        if (Url(words.Registration) is { } registration)
            rehearsal.Take(new OpenRegistration(registration, PageTimes.Read(Written(words.ClosesAt) ?? "")?.Start), LineOf(words.Registration));
    }

    private string? Written(string label) => sheet.Overview.TryGetValue(label, out var said) ? said.Written : null;

    private string? Text(string label) => Written(label) is { } written ? MarkdownText.Read(written) : null;

    private string? Url(string label) => Written(label) is { } written ? PageLinks.Read(written)?.Url : null;

    private int LineOf(string label) => sheet.Overview.TryGetValue(label, out var said) ? said.Line : 1;
}
