using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>
/// Which thing of the meetup a thing on the page is. By its id first; a talk, a speaker or a deck that was edited on the page
/// has another id there, and is found by what did not change.
/// </summary>
internal sealed class PlanIdentities
{
    private readonly Dictionary<Guid, Guid> ids = [];
    private readonly HashSet<Guid> wanted = [];
    private readonly HashSet<Guid> replaced = [];

    public PlanIdentities(MeetupDraft draft, Meetup current, IReadOnlyDictionary<Guid, Guid> before)
    {
        foreach (var command in draft.Wanted)
            wanted.Add(IdOf(command));
        // What it was found to be once, it stays, whatever was renamed since.
        foreach (var (id, known) in before.Where(pair => wanted.Contains(pair.Key) && !wanted.Contains(pair.Value)))
            ids.TryAdd(id, known);
        foreach (var speaker in draft.Wanted.OfType<AddSpeaker>())
            Claim(speaker.SpeakerId, current.Speakers.ContainsKey(speaker.SpeakerId) ? null : current.Speakers.Values
                .Where(s => s.Name == speaker.Name && s.Alias == speaker.Alias).Select(s => s.SpeakerId));
        foreach (var talk in draft.Wanted.OfType<AddTalk>())
            Claim(talk.TalkId, current.Talks.ContainsKey(talk.TalkId) ? null : current.Talks.Values
                .Where(t => !t.Withdrawn && TitleMatching.IsSame(t.Title, talk.Title)).Select(t => t.TalkId));
        foreach (var slot in draft.Wanted.OfType<PlaceSlot>())
            Claim(slot.SlotId, current.Slots.ContainsKey(slot.SlotId) ? null : current.Slots.Values
                .Where(s => s.Kind == slot.Kind && s.TalkId == Of(slot.TalkId) && s.Title == slot.Title).Select(s => s.SlotId));
        foreach (var deck in draft.Wanted.OfType<AttachSlides>().Where(deck => !current.Slides.ContainsKey(deck.SlidesId)))
            Claim(deck, [.. current.Slides.Values.Where(d => d.Status is not SlidesStatus.Withdrawn && d.TalkId == Of(deck.TalkId))]);
    }

    public IReadOnlyDictionary<Guid, Guid> All => ids;

    public Guid Of(Guid id) => ids.GetValueOrDefault(id, id);

    public Guid? Of(Guid? id) => id is { } some ? Of(some) : null;

    /// <summary>Whether the page has the thing of that id.</summary>
    public bool Wants(Guid id) => wanted.Contains(id) || ids.ContainsValue(id);

    /// <summary>Whether the page's link is newer than the meetup's, or the same.</summary>
    public bool IsReplacement(Deck deck, string url) => deck.Url == url || replaced.Contains(deck.SlidesId) || deck.Version == 1;

    // The same link, else another link under the same title: then it was replaced.
    private void Claim(AttachSlides deck, List<Deck> rivals)
    {
        if (rivals.Find(d => d.Url == deck.Url) is { } same)
            Claim(deck.SlidesId, [same.SlidesId]);
        else if (rivals.FindAll(d => !wanted.Contains(d.SlidesId) && Folding.Key(d.Title) == Folding.Key(deck.Title)) is [var old] && Claim(deck.SlidesId, [old.SlidesId]))
            replaced.Add(old.SlidesId);
    }

    private bool Claim(Guid id, IEnumerable<Guid>? candidates)
    {
        if (ids.ContainsKey(id))
            return false;
        if (candidates?.Where(c => !Wants(c)).Take(2).ToList() is not [var only])
            return false;
        ids[id] = only;
        return true;
    }

    private static Guid IdOf(MeetupCommand command) => command switch
    {
        AddSpeaker c => c.SpeakerId,
        AddTalk c => c.TalkId,
        PlaceSlot c => c.SlotId,
        AttachSlides c => c.SlidesId,
        _ => Guid.Empty,
    };
}
