using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Formats.Importing.Files;

/// <summary>Turns what a file of talks tells into the commands that make it, in an order in which each can be accepted.</summary>
internal sealed class FileDrafting(ToldProgramme told, ImportSettings settings, Meetup current, Findings findings)
{
    private const string Reason = "import";

    private readonly Rehearsal rehearsal = new(findings);
    private readonly Limits limits = new(findings);

    private LocalDate FirstDay { get; set; }

    /// <summary>Null, with a finding, when there is no meetup to put the talks into, and none can be made.</summary>
    public MeetupDraft? Draft(string slug)
    {
        if ((current.Exists ? AsItIs() : Scheduled(slug)) is not { } schedule || !rehearsal.Take(schedule, 1, FindingSeverity.Error, warn: !current.Exists))
            return null;
        FirstDay = schedule.Start.Date;
        var meetup = ImportIds.Meetup(settings.Community, slug);
        var known = new FileIdentities(current, new(meetup), told.Talks.SelectMany(talk => talk.People));
        foreach (var talk in told.Talks)
            Add(talk, known);
        foreach (var (slot, kind, title, line) in told.Others)
            Place(slot, null, kind, title, line, known);
        // Whether an organizer's draft goes public is not for a file to say.
        if (current.Exists ? current.Release > 0 : told.Talks.Count + told.Others.Count > 0)
            rehearsal.Take(new PublishAgenda(), 1, warn: false);
        return new(meetup, slug, [.. rehearsal.Accepted.Skip(current.Exists ? 1 : 0)]) { TellsOnlyTalks = true };
    }

    // A file of talks says nothing about a meetup that is there.
    private ScheduleEvent AsItIs() => new(
        current.Slug, current.Details.Title, current.Time.Start, current.Time.Zone, current.Place.Form, current.Time.End, current.Place.Venue,
        current.Place.StreamUrl, Language: current.Details.Language);

    private ScheduleEvent? Scheduled(string slug)
    {
        if (told.Title is null)
            findings.Error("title.missing", "The file does not say what the meetup is called; say it with --title.", 1);
        if (told.Start is null)
            findings.Error("time.missing", "The file does not say when the meetup is; say it with --date.", 1);
        return told is { Title: { } title, Start: { } start }
            ? new(
                slug, limits.Cut(title, Limits.Title, 1), start, told.Zone ?? settings.Zone, told.Form, told.End,
                Language: told.Language is { Length: <= 20 } language ? language : Languages.Of(title))
            : null;
    }

    private void Add(ToldTalk talk, FileIdentities known)
    {
        var people = new List<Guid>();
        foreach (var person in talk.People.Select(person => Cut(person, talk.Line)))
        {
            var (id, called) = known.Speaker(person);
            rehearsal.Take(new AddSpeaker(id, called.Name, called.Alias, called.Organisation, called.Role, called.Bio), talk.Line);
            people.Add(id);
        }

        var (talkId, same) = known.Talk(talk);
        rehearsal.Take(new AddTalk(
            same?.Title ?? limits.Cut(talk.Title, Limits.Title, talk.Line), talkId, talk.Kind,
            FileIdentities.SameText(same?.Abstract, talk.Abstract) ?? Cut(talk.Abstract, Limits.Prose, talk.Line),
            FileIdentities.SameLines(same?.Takeaways, talk.Takeaways) ?? [.. talk.Takeaways.Take(Limits.Takeaways).Select(line => limits.Cut(line, Limits.Takeaway, talk.Line))],
            talk.Language is { Length: <= 20 } language ? language : null,
            [.. people.Distinct().Select(id => new TalkSpeaker(id, FileIdentities.PartOf(same, id, talk.Kind)))]), talk.Line);
        foreach (var slot in talk.Slots)
            Place(slot, talkId, SlotKind.Talk, talk.Title, talk.Line, known);
        AddLinks(talk, talkId, known);
    }

    private ToldPerson Cut(ToldPerson person, int line) => person with
    {
        Name = Cut(person.Name, Limits.Name, line),
        Alias = Cut(person.Alias, Limits.Name, line),
        Organisation = Cut(person.Organisation, Limits.Name, line),
        Role = Cut(person.Role, Limits.Title, line),
        Bio = Cut(person.Bio, Limits.Prose, line),
    };

    private string? Cut(string? text, int most, int line) => text is null ? null : limits.Cut(text, most, line);

    // What a file placed at once is so: somebody published it.
    private void Place(ToldSlot slot, Guid? talkId, SlotKind kind, string title, int line, FileIdentities known)
    {
        var day = slot.Date is { } date ? Period.DaysBetween(FirstDay, date) + 1 : 1;
        var place = known.Slot(new(
            slot.Start, slot.End, slot.Id ?? default, kind, talkId, talkId is null ? Cut(title, Limits.Title, line) : null, day,
            slot.Room == told.NoRoom ? null : Cut(slot.Room, Limits.Name, line), Cut(slot.Track, Limits.Name, line)), title);
        rehearsal.Take(rehearsal.Accepts(place) ? place : place with { Overrule = Reason }, line);
    }

    private void AddLinks(ToldTalk talk, Guid talkId, FileIdentities known)
    {
        foreach (var deck in Safe(talk.Slides, talk.Line).Where(deck => !known.IsUpload(deck.Url)))
        {
            var (id, title) = known.Deck(deck, talkId, talk.Title);
            if (rehearsal.Take(new AttachSlides(limits.Cut(title, Limits.Title, talk.Line), deck.Url, id, talkId), talk.Line))
                rehearsal.Take(new PublishSlides(id), talk.Line, warn: false);
        }

        foreach (var film in Safe(talk.Recordings, talk.Line))
            rehearsal.Take(new AddRecording(limits.Cut(film.Title ?? talk.Title, Limits.Title, talk.Line), film.Url, known.New("recording", film, talk.Title), talkId), talk.Line);
        foreach (var reference in Safe(talk.References, talk.Line))
            rehearsal.Take(new AddReference(limits.Cut(reference.Title ?? reference.Url, Limits.Title, talk.Line), reference.Url, known.New("reference", reference, talk.Title), talkId), talk.Line);
    }

    private IEnumerable<ToldLink> Safe(IEnumerable<ToldLink> links, int line)
    {
        foreach (var link in links)
        {
            if (Links.IsWeb(link.Url))
                yield return link;
            else
                findings.Warn("link.unsafe", "Only absolute http and https links are imported.", line, link.Url);
        }
    }
}
