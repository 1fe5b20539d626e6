using System.Collections.Immutable;

namespace EventOps.Server.Tests.Model;

/// <summary>What the model keeps of a talk, a slot, slides.</summary>
internal sealed record ModelTalk(string Title, int? Speaker, bool Withdrawn = false);

internal sealed record ModelSlot(int Talk, int From, int To, string Room)
{
    public bool Overlaps(ModelSlot other) => From < other.To && other.From < To;
}

internal sealed record ModelSlides(int Talk, string Url, string State = "attached");

/// <summary>
/// The rules of a meetup's programme, written a second time and much smaller: what a command comes to is the type of its event,
/// <c>nothing</c>, or the code of the refusal.
/// </summary>
internal sealed record ProgrammeModel
{
    public const string Nothing = "nothing";

    public ImmutableSortedDictionary<int, string> Speakers { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    public ImmutableSortedDictionary<int, ModelTalk> Talks { get; init; } = ImmutableSortedDictionary<int, ModelTalk>.Empty;

    public ImmutableSortedDictionary<int, ModelSlot> Slots { get; init; } = ImmutableSortedDictionary<int, ModelSlot>.Empty;

    public ImmutableSortedDictionary<int, ModelSlides> Slides { get; init; } = ImmutableSortedDictionary<int, ModelSlides>.Empty;

    public ImmutableHashSet<(string Noun, int Id)> Gone { get; init; } = [];

    public bool Cancelled { get; init; }

    public int Release { get; init; }

    public bool Changed { get; init; }

    public (string Outcome, ProgrammeModel After) Do(ModelCommand command) => command switch
    {
        { Name: "add-speaker", Id: var id, Text: var name } => Add(Speakers, "speaker", id, name, speakers => this with { Speakers = speakers, Changed = true }),
        { Name: "remove-speaker", Id: var id } => Remove(Speakers, "speaker", id, _ =>
            Talks.Values.Any(talk => !talk.Withdrawn && talk.Speaker == id) ? "speaker.still_assigned" : null, speakers => this with { Speakers = speakers }),
        { Name: "add-talk", Id: var id, Text: var title, Other: var speaker } => Add(
            Talks, "talk", id, new ModelTalk(title, speaker), talks => this with { Talks = talks, Changed = true }, Unknown(speaker)),
        { Name: "withdraw-talk", Id: var id } => !Talks.TryGetValue(id, out var talk) ? ("talk.not_found", this)
            : talk.Withdrawn ? (Nothing, this)
            : ("talk_withdrawn", this with { Talks = Talks.SetItem(id, talk with { Withdrawn = true }), Changed = true }),
        { Name: "assign-speakers", Id: var id, Other: var speaker } => Assign(id, speaker),
        { Name: "place-slot", Id: var id } => Place(id, new ModelSlot(command.Other!.Value, command.From, command.To, command.Text)),
        { Name: "remove-slot", Id: var id } => Remove(Slots, "slot", id, _ => null, slots => this with { Slots = slots, Changed = true }),
        { Name: "publish-agenda" } => Publish(),
        { Name: "attach-slides", Id: var id, Other: var talk, Text: var url } => Add(
            Slides, "slides", id, new ModelSlides(talk!.Value, url), slides => this with { Slides = slides }, IsLive(talk.Value) ? null : "talk.not_found",
            known => known.State is not "withdrawn" && known with { State = "attached" } == new ModelSlides(talk.Value, url), "slides_attached"),
        { Name: "publish-slides", Id: var id } => !Slides.TryGetValue(id, out var deck) ? ("slides.not_found", this)
            : deck.State is "published" ? (Nothing, this)
            : Cancelled ? ("meetup.cancelled", this)
            : deck.State is "withdrawn" ? ("slides.withdrawn", this)
            : !IsLive(deck.Talk) ? ("talk.not_found", this)
            : ("slides_published", With(id, deck, "published")),
        { Name: "withdraw-slides", Id: var id } => !Slides.TryGetValue(id, out var deck) ? ("slides.not_found", this)
            : deck.State is "withdrawn" ? (Nothing, this)
            : ("slides_withdrawn", With(id, deck, "withdrawn")),
        { Name: "cancel-event" } => Cancelled ? (Nothing, this) : ("event_cancelled", this with { Cancelled = true }),
        { Name: "reinstate-event" } => Cancelled ? ("event_reinstated", this with { Cancelled = false }) : (Nothing, this),
        _ => throw new InvalidOperationException(command.Name),
    };

    private (string, ProgrammeModel) Add<T>(
        ImmutableSortedDictionary<int, T> known, string noun, int id, T wanted, Func<ImmutableSortedDictionary<int, T>, ProgrammeModel> accept,
        string? refusal = null, Func<T, bool>? isSame = null, string? happened = null)
        where T : notnull
    {
        if (known.TryGetValue(id, out var there))
            return (isSame?.Invoke(there) ?? there.Equals(wanted)) ? (Nothing, this) : ($"{noun}.id_taken", this);
        if (Gone.Contains((noun, id)))
            return ($"{noun}.id_taken", this);
        return refusal is null ? (happened ?? $"{noun}_added", accept(known.SetItem(id, wanted))) : (refusal, this);
    }

    private (string, ProgrammeModel) Remove<T>(
        ImmutableSortedDictionary<int, T> known, string noun, int id, Func<T, string?> refusal, Func<ImmutableSortedDictionary<int, T>, ProgrammeModel> accept)
    {
        if (!known.TryGetValue(id, out var there))
            return (Gone.Contains((noun, id)) ? Nothing : $"{noun}.not_found", this);
        return refusal(there) is { } code ? (code, this) : ($"{noun}_removed", accept(known.Remove(id)) with { Gone = Gone.Add((noun, id)) });
    }

    private (string, ProgrammeModel) Assign(int id, int? speaker)
    {
        if (!IsLive(id))
            return ("talk.not_found", this);
        if (Unknown(speaker) is { } unknown)
            return (unknown, this);
        if (Talks[id].Speaker == speaker)
            return (Nothing, this);
        return Slots.Where(slot => slot.Value.Talk == id).Any(slot => SpeaksElsewhere(slot.Key, slot.Value, speaker))
            ? ("slot.speaker_clash", this)
            : ("speakers_assigned", this with { Talks = Talks.SetItem(id, Talks[id] with { Speaker = speaker }), Changed = true });
    }

    private (string, ProgrammeModel) Place(int id, ModelSlot wanted)
    {
        if (Slots.TryGetValue(id, out var there))
            return there == wanted ? (Nothing, this) : ("slot.id_taken", this);
        if (Gone.Contains(("slot", id)))
            return ("slot.id_taken", this);
        if (!IsLive(wanted.Talk))
            return ("talk.not_found", this);
        if (Beside(id, wanted).Any(other => other.Room == wanted.Room))
            return ("slot.room_taken", this);
        return SpeaksElsewhere(id, wanted, Talks[wanted.Talk].Speaker)
            ? ("slot.speaker_clash", this)
            : ("slot_placed", this with { Slots = Slots.SetItem(id, wanted), Changed = true });
    }

    private (string, ProgrammeModel) Publish()
    {
        if (Release > 0 && !Changed)
            return (Nothing, this);
        if (Cancelled)
            return ("meetup.cancelled", this);
        return Release == 0 && Talks.Values.All(talk => talk.Withdrawn)
            ? ("agenda.empty", this)
            : ("agenda_published", this with { Release = Release + 1, Changed = false });
    }

    private ProgrammeModel With(int id, ModelSlides slides, string state) => this with { Slides = Slides.SetItem(id, slides with { State = state }) };

    private string? Unknown(int? speaker) => speaker is { } id && !Speakers.ContainsKey(id) ? "speaker.not_found" : null;

    private bool IsLive(int talk) => Talks.TryGetValue(talk, out var known) && !known.Withdrawn;

    private IEnumerable<ModelSlot> Beside(int id, ModelSlot slot) =>
        Slots.Where(other => other.Key != id && IsLive(other.Value.Talk) && other.Value.Overlaps(slot)).Select(other => other.Value);

    private bool SpeaksElsewhere(int id, ModelSlot slot, int? speaker) =>
        speaker is not null && Beside(id, slot).Any(other => other.Talk != slot.Talk && Talks[other.Talk].Speaker == speaker);
}
