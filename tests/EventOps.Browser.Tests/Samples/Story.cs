using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;
using EventOps.Projections.Recaps;
using NodaTime;

namespace EventOps.Browser.Tests.Samples;

/// <summary>A meetup told as events, and what the projections make of it.</summary>
public sealed class Story(string community, string slug)
{
    private readonly List<Fact> facts = [];
    private readonly Guid meetupId = Id("meetup", slug);
    private Instant now = Instant.FromUtc(2021, 11, 20, 2, 0);

    public string Slug => slug;

    public AgendaPage Page => facts.Aggregate((AgendaPage?)null, AgendaPage.On)!;

    public AgendaView Agenda => Page.Public();

    public CatalogueEntry Entry => facts.Aggregate((CatalogueEntry?)null, CatalogueEntry.On)!;

    public RecapPage RecapPage => facts.Aggregate((RecapPage?)null, RecapPage.On)!;

    public RecapView? Recap => RecapPage.Public();

    public CatalogueLine Line => Entry.Public();

    public AgendaDiff? Diff(int from, int to) => AgendaDiff.Between(facts, from, to);

    public static Guid Id(params string[] names) =>
        NameBasedId.Create(new("5b0c7d1e-6a0f-4c53-9b8e-0d6c2f4a9e11"), string.Join('/', names));

    public Story At(Instant moment)
    {
        now = moment;
        return this;
    }

    public Story Then(MeetupEvent happened)
    {
        var number = facts.Count + 1;
        facts.Add(new(community, meetupId, number, number, now, happened, Imported: false));
        now += Duration.FromMinutes(1);
        return this;
    }

    public Story Scheduled(
        string title, LocalDateTime start, LocalDateTime? end, string zone, string language, string? theme = null,
        string? summary = null, string? series = null, ValueList<string> tags = default, MeetupForm form = MeetupForm.Online,
        Venue? venue = null, string? stream = null, string? cover = null) => Then(new EventScheduled(
            slug, title, theme, summary, series, tags, language, cover, start, end, zone, form, venue, stream));

    public Story Speaker(
        string key, string? name, string? alias = null, string? organisation = null, string? role = null, string? bio = null) =>
        Then(new SpeakerAdded(Of("speaker", key), name, alias, organisation, role, bio));

    public Story Talk(
        string key, string title, string[] speakers, string? about = null, ValueList<string> takeaways = default,
        TalkKind kind = TalkKind.Talk, string? language = null, SpeakerPart first = SpeakerPart.Speaker) =>
        Then(new TalkAdded(
            Of("talk", key), title, kind, about, takeaways, language,
            [.. speakers.Select((speaker, index) => new TalkSpeaker(
                Of("speaker", speaker), index == 0 ? first : kind is TalkKind.Panel ? SpeakerPart.Panelist : SpeakerPart.Speaker))]));

    public Story Slot(LocalTime start, LocalTime end, string talk, string? room = null, int day = 1, string? track = null) =>
        Then(new SlotPlaced(Of("slot", $"{day}/{start}/{room}"), SlotKind.Talk, Of("talk", talk), null, day, start, end, room, track, null));

    public Story Pause(LocalTime start, LocalTime end, SlotKind kind, string? title = null, string? room = null, int day = 1) =>
        Then(new SlotPlaced(Of("slot", $"{day}/{start}/{room}"), kind, null, title, day, start, end, room, null, null));

    public Story Deck(string? talk, string title, string url)
    {
        var id = Of("deck", title);
        Guid? talkId = talk is null ? null : Of("talk", talk);
        return Then(new SlidesAttached(id, talkId, title, url, 1)).Then(new SlidesPublished(id, talkId, title, url, 1));
    }

    public Guid Of(string kind, string key) => Id(slug, kind, key);
}
