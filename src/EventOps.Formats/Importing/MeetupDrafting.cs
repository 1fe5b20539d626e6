using EventOps.Domain.Meetups;
using NodaTime.Text;

namespace EventOps.Formats.Importing;

/// <summary>Turns what a page says into the commands that say it, in an order in which each can be accepted.</summary>
internal sealed class MeetupDrafting
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    private readonly MeetupPage page;
    private readonly FrontMatter front;
    private readonly MeetupHours hours;
    private readonly Findings findings;
    private readonly Limits limits;
    private readonly string title;
    private readonly string state;
    private readonly Dictionary<PagePerson, Guid> speakers = [];
    private readonly Dictionary<PageTalk, Guid> talks = [];
    private readonly Rehearsal rehearsal;

    public MeetupDrafting(MeetupPage page, FrontMatter front, MeetupHours hours, Findings findings)
    {
        (this.page, this.front, this.hours, this.findings) = (page, front, hours, findings);
        limits = new(findings);
        rehearsal = new(findings);
        (title, state) = Titles.OfMeetup(front.Value("title") ?? page.Fields.GetValueOrDefault(Label.Theme)?.Text ?? "");
        new Settlement(page, findings, title).Settle();
    }

    public MeetupDraft? Draft(string community, string slug)
    {
        var meetup = ImportIds.Meetup(community, slug);
        var ids = new ImportIds(meetup);
        if (title.Length == 0)
            findings.Error("title.missing", "The page has neither a title nor a theme.", 1);
        if (title.Length == 0 || !rehearsal.Take(Schedule(slug), hours.Source.Line, refused: FindingSeverity.Error))
            return null;
        AddSpeakers(ids);
        AddTalks(ids);
        PlaceSlots(ids);
        AddLinks(ids);
        AddPeopleAround(ids);
        Aliases.Take(front.List("aliases"), front.LineOf("aliases"), rehearsal, findings);
        Publish();
        return new(meetup, slug, rehearsal.Accepted);
    }

    private ScheduleEvent Schedule(string slug)
    {
        var place = new PlaceReader(page, limits, findings);
        var theme = page.Fields.GetValueOrDefault(Label.Theme);
        Episodes.Check(title, theme, front, findings);
        if (state.Contains("取消", StringComparison.Ordinal) || state.Contains("延期", StringComparison.Ordinal) || state.EndsWith("ed]", StringComparison.Ordinal))
            findings.Warn("page.says_off", "The title says that the meetup is off; cancel or postpone it if it is so.", front.LineOf("title"), state);
        return new(
            slug, limits.Line(title, Limits.Title, front.LineOf("title")), hours.Start, hours.Zone, place.Form, hours.End, place.Venue, place.StreamUrl,
            theme is null ? null : limits.Line(theme.Text, Limits.Title, theme.Line), Summary(),
            front.Value("series") is { } series ? limits.Line(series, Limits.Name, front.LineOf("series")) : Titles.Episode(title)?.Series,
            [.. front.List("tags").Take(Limits.Tags).Select(tag => limits.Line(tag, Limits.Name, front.LineOf("tags")))],
            Languages.Of(title + theme?.Text), Cover(), hours.Weekday);
    }

    private string? Summary()
    {
        var description = front.Value("description", "descripton", "summary");
        var told = description is null || Folding.Key(Titles.OfMeetup(description).Title) == Folding.Key(title) ? [] : new[] { description };
        return limits.Text(string.Join("\n\n", [.. told, page.Intro.ToString()]), Limits.Prose, front.LineOf("description"));
    }

    private string? Cover()
    {
        if (front.Value("cover", "image") is not { } cover || Links.IsWeb(cover.Trim('(')))
            return front.Value("cover", "image")?.Trim('(');
        findings.Info("cover.not_a_link", "The cover is no absolute link and was left out.", front.LineOf("cover"), cover);
        return null;
    }

    private void AddSpeakers(ImportIds ids)
    {
        foreach (var person in page.People)
        {
            speakers[person] = ids.Speaker(person.Alias ?? person.Called, person.Organisation);
            rehearsal.Take(new AddSpeaker(
                speakers[person], limits.LineOrNull(person.Name, Limits.Name, person.Line), limits.LineOrNull(person.Alias, Limits.Name, person.Line),
                limits.LineOrNull(person.Organisation, Limits.Name, person.Line), limits.LineOrNull(person.Role, Limits.Title, person.Line),
                limits.Text(person.Bio, Limits.Prose, person.Line)), person.Line);
        }
    }

    private void AddTalks(ImportIds ids)
    {
        foreach (var talk in page.Talks)
        {
            talks[talk] = ids.Talk(talk.Title);
            rehearsal.Take(new AddTalk(
                limits.Line(talk.Title, Limits.Title, talk.Line), talks[talk], talk.Kind, limits.Text(talk.Abstract, Limits.Prose, talk.Line),
                [.. talk.Takeaways.Where(t => t.Length > 0).Take(Limits.Takeaways).Select(t => limits.Line(t, Limits.Takeaway, talk.Line))],
                Speakers: [.. talk.Speakers.Select(s => new TalkSpeaker(speakers[s.Person], s.Part))]), talk.Line);
        }
    }

    private void PlaceSlots(ImportIds ids)
    {
        foreach (var slot in page.Slots)
        {
            if ((slot.On is null ? 1 : slot.On.Of(hours.Start.Date)) is not { } day)
                findings.Warn("slot.day_unknown", "The slot is on no day of the meetup; it was not placed.", slot.Line, slot.Title ?? slot.Talk?.Title);
            else if (slot.End is not { } end)
                findings.Warn("slot.end_unknown", "The slot has no end; it was not placed.", slot.Line, slot.Title ?? slot.Talk?.Title);
            else
                rehearsal.Take(new PlaceSlot(
                    slot.Start, end, ids.Slot(day, Clock.Format(slot.Start), slot.Title ?? slot.Talk?.Title ?? ""), slot.Kind,
                    slot.Talk is { } talk ? talks[talk] : null, limits.LineOrNull(slot.Title, Limits.Title, slot.Line), day,
                    limits.LineOrNull(slot.Room, Limits.Name, slot.Line), limits.LineOrNull(slot.Track, Limits.Name, slot.Line)), slot.Line);
        }
    }

    private void AddLinks(ImportIds ids)
    {
        foreach (var deck in page.Decks.DistinctBy(deck => (deck.Url, Folding.Key(deck.Title!))))
        {
            var id = ids.Link("slides", deck.Url, deck.Title!);
            if (rehearsal.Take(new AttachSlides(limits.Line(deck.Title!, Limits.Title, deck.Line), deck.Url, id, TalkId(deck)), deck.Line))
                rehearsal.Take(new PublishSlides(id), deck.Line, warn: false);
        }

        foreach (var link in page.Recordings.DistinctBy(link => (link.Url, link.Talk)))
            rehearsal.Take(new AddRecording(
                limits.Line(link.Title!, Limits.Title, link.Line), link.Url, ids.Link("recording", link.Url, link.Title!), TalkId(link)), link.Line);
        foreach (var link in page.References.DistinctBy(link => link.Url))
            rehearsal.Take(new AddReference(
                limits.Line(link.Title ?? link.Url, Limits.Title, link.Line), link.Url, ids.Link("reference", link.Url, ""), TalkId(link)), link.Line);
        foreach (var link in page.Photos.DistinctBy(link => link.Url))
            rehearsal.Take(new AddPhotos(
                link.Url, link.Title is null ? PhotosKind.Picture : PhotosKind.Album, ids.Link("photos", link.Url, ""), limits.LineOrNull(link.Title, Limits.Title, link.Line)), link.Line);
    }

    private Guid? TalkId(PageLink link) => link.Talk is { } talk ? talks[talk] : null;

    private void AddPeopleAround(ImportIds ids)
    {
        foreach (var (name, role, url) in page.Organisers.DistinctBy(o => Folding.Key(o.Name.Text)))
            rehearsal.Take(new AddOrganiser(limits.Line(name.Text, Limits.Name, name.Line), role, ids.Named("organiser", Folding.Key(name.Text)), url), name.Line);
        foreach (var channel in page.Channels)
            rehearsal.Take(channel with { ChannelId = ids.Named("channel", $"{channel.Kind}\n{channel.Number ?? channel.Url ?? channel.Name}") }, hours.Source.Line);
        if (page.Fields.GetValueOrDefault(Label.Registration) is { } link)
            rehearsal.Take(new OpenRegistration(link.Text), link.Line);
    }

    private void Publish()
    {
        if (page.Talks.Count + page.Slots.Count > 0)
            rehearsal.Take(new PublishAgenda(), hours.Source.Line, warn: false);
        if (!state.Contains("回顾", StringComparison.Ordinal) && !state.Contains("Recap", StringComparison.Ordinal) && page.Decks.Count + page.Recordings.Count == 0)
            return;
        var told = page.Intro.Length > 0 ? limits.Text(page.Intro.ToString(), Limits.Prose, hours.Source.Line) : Summary();
        if (told is not null)
            rehearsal.Take(new WriteRecap(told), hours.Source.Line);
        rehearsal.Take(new PublishRecap(), hours.Source.Line);
    }
}
