using System.Collections.Immutable;
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
            Claim(speaker.SpeakerId, current.Speakers, s => s.SpeakerId, s => s.Name == speaker.Name && s.Alias == speaker.Alias);
        foreach (var talk in draft.Wanted.OfType<AddTalk>())
            Claim(
                talk.TalkId, current.Talks, t => t.TalkId, t => !t.Withdrawn && t.Title == talk.Title,
                t => !t.Withdrawn && TitleMatching.IsSame(t.Title, talk.Title));
        foreach (var slot in draft.Wanted.OfType<PlaceSlot>())
            Claim(
                slot.SlotId, current.Slots, s => s.SlotId,
                s => IsSame(s, slot) && (s.Day, s.Start, s.End, s.Room, s.Track) == (slot.Day, slot.Start, slot.End, slot.Room, slot.Track),
                s => IsSame(s, slot));
        foreach (var deck in draft.Wanted.OfType<AttachSlides>().Where(deck => !current.Slides.ContainsKey(deck.SlidesId)))
            Claim(deck, [.. current.Slides.Values.Where(d => d.Status is not SlidesStatus.Withdrawn && d.TalkId == Of(deck.TalkId))]);
        ClaimEntries(draft, current);
    }

    // What an organizer entered by hand has another id than the page would give it.
    private void ClaimEntries(MeetupDraft draft, Meetup current)
    {
        foreach (var film in draft.Wanted.OfType<AddRecording>())
            Claim(film.RecordingId, current.Recordings, r => r.RecordingId, r => r.Url == film.Url && r.TalkId == Of(film.TalkId));
        foreach (var reference in draft.Wanted.OfType<AddReference>())
            Claim(reference.ReferenceId, current.References, r => r.ReferenceId, r => r.Url == reference.Url && r.TalkId == Of(reference.TalkId));
        foreach (var photos in draft.Wanted.OfType<AddPhotos>())
            Claim(photos.PhotosId, current.Photos, p => p.PhotosId, p => p.Url == photos.Url);
        foreach (var organiser in draft.Wanted.OfType<AddOrganiser>())
            Claim(organiser.OrganiserId, current.Organisers, o => o.OrganiserId, o => o.Name == organiser.Name && o.Role == organiser.Role);
        foreach (var channel in draft.Wanted.OfType<SetChannel>())
            Claim(
                channel.ChannelId, current.Channels, c => c.ChannelId,
                c => (c.Kind, c.Number, c.Url) == (channel.Kind, channel.Number, channel.Url) && c.Name == (channel.Name ?? c.Name));
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

    private bool IsSame(Slot slot, PlaceSlot wanted) => slot.Kind == wanted.Kind && slot.TalkId == Of(wanted.TalkId) && slot.Title == wanted.Title;

    // By what fits exactly, in the order of ids where several do; else by what fits alone.
    private void Claim<T>(Guid id, ImmutableDictionary<Guid, T> entries, Func<T, Guid> idOf, Func<T, bool> exactly, Func<T, bool>? roughly = null)
    {
        if (entries.ContainsKey(id))
            return;
        if (entries.Values.Where(exactly).Select(idOf).Where(known => !Wants(known)).Order().Take(1).ToList() is [var first])
            Claim(id, [first]);
        else if (roughly is not null)
            Claim(id, entries.Values.Where(roughly).Select(idOf));
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
        AddRecording c => c.RecordingId,
        AddReference c => c.ReferenceId,
        AddOrganiser c => c.OrganiserId,
        AddPhotos c => c.PhotosId,
        SetChannel c => c.ChannelId,
        _ => Guid.Empty,
    };
}
