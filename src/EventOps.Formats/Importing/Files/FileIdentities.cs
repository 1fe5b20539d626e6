using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Shared;
using NodaTime.Text;

namespace EventOps.Formats.Importing.Files;

/// <summary>
/// Which things of the meetup a file means: those of its ids, else those that look the same in a file. New ones get the ids
/// that the file gives them, else those that a page would.
/// </summary>
/// <param name="people">Of the whole file: who has an id in one place has it everywhere.</param>
internal sealed partial class FileIdentities(Meetup current, ImportIds ids, IEnumerable<ToldPerson> people)
{
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HHmm");

    private readonly Dictionary<string, Guid> named = people.Where(person => person.Id is not null).DistinctBy(person => person.Called).ToDictionary(person => person.Called, person => person.Id!.Value);
    private readonly Dictionary<(string Called, Guid? Id), Guid> speakers = [];
    private readonly HashSet<Guid> taken = [];

    /// <summary>The meetup's own text, if it reads like the file's.</summary>
    public static string? SameText(string? own, string? told) => own is not null && PlainText.Of(own) == told ? own : null;

    public static ValueList<string>? SameLines(ValueList<string>? own, IReadOnlyList<string> told) =>
        own is { } lines && lines.Select(PlainText.Line).SequenceEqual(told) ? lines : null;

    /// <summary>Files do not tell parts: whoever has one keeps it.</summary>
    public static SpeakerPart PartOf(Talk? talk, Guid speakerId, TalkKind kind) =>
        talk?.Speakers.FirstOrDefault(speaker => speaker.SpeakerId == speakerId)?.Part ?? (kind is TalkKind.Panel ? SpeakerPart.Panelist : SpeakerPart.Speaker);

    /// <summary>The person's id, and who they are in the words of the meetup, where it says the same.</summary>
    public (Guid Id, ToldPerson As) Speaker(ToldPerson person)
    {
        if (person.Id is null && named.TryGetValue(person.Called, out var elsewhere))
            person = person with { Id = elsewhere };
        var shown = PersonNames.Of(person.Name, person.Alias);
        if (!speakers.TryGetValue((person.Called, person.Id), out var id))
        {
            var same = person.Id is { } own ? current.Speakers.GetValueOrDefault(own) : null;
            same ??= current.Speakers.Values.Where(other => Shown(other) == shown).MinBy(other => other.SpeakerId);
            id = speakers[(person.Called, person.Id)] = same?.SpeakerId ?? person.Id ?? ids.Speaker(person.Alias ?? person.Name ?? "", person.Organisation);
        }

        if (current.Speakers.GetValueOrDefault(id) is not { } there)
            return (id, person);
        return (id, new(
            Shown(there) == shown ? there.Name : person.Name, Shown(there) == shown ? there.Alias : person.Alias, SameLine(there.Organisation, person.Organisation),
            SameLine(there.Role, person.Role), SameText(there.Bio, person.Bio) ?? person.Bio));
    }

    public (Guid Id, Talk? There) Talk(ToldTalk talk)
    {
        var own = talk.Id is { } id ? current.Talks.GetValueOrDefault(id) : null;
        var same = own ?? current.Talks.Values.Where(other => !other.Withdrawn && !taken.Contains(other.TalkId) && PlainText.Line(other.Title) == PlainText.Line(talk.Title)).MinBy(other => other.TalkId);
        var talkId = same?.TalkId ?? talk.Id ?? ids.Talk(talk.Title);
        taken.Add(talkId);
        return (talkId, same is not null && PlainText.Line(same.Title) == PlainText.Line(talk.Title) ? same : null);
    }

    /// <summary>The slot with its id, and with its room as the meetup has it.</summary>
    public PlaceSlot Slot(PlaceSlot told, string title)
    {
        var there = told.SlotId != default ? current.Slots.GetValueOrDefault(told.SlotId) : null;
        there ??= current.Slots.Values.FirstOrDefault(slot => slot.Kind == told.Kind && slot.TalkId == told.TalkId && (slot.Day, slot.Start, slot.End) == (told.Day, told.Start, told.End));
        var isFilledIn = told.Room is not null && there?.Room is null && told.Room == PlainText.Line(current.Place.Venue?.Name);
        var room = isFilledIn || PlainText.Line(there?.Room) == told.Room ? there?.Room : told.Room;
        var id = there?.SlotId ?? (told.SlotId != default ? told.SlotId : ids.Slot(told.Day, Clock.Format(told.Start), title));
        return told with { SlotId = id, Room = room, Kind = there?.Kind ?? told.Kind, Title = there is null ? told.Title : there.Title };
    }

    /// <summary>A table has no titles of decks: the meetup's is kept.</summary>
    public (Guid Id, string Title) Deck(ToldLink deck, Guid talkId, string talk)
    {
        var there = current.Slides.Values.Where(other => other.TalkId == talkId && other.Url == deck.Url && (deck.Title is null || PlainText.Line(other.Title) == deck.Title))
            .MinBy(other => other.SlidesId);
        return (there?.SlidesId ?? ids.Link("slides", deck.Url, deck.Title ?? talk), there?.Title ?? deck.Title ?? talk);
    }

    /// <summary>Whether the address is the one that an uploaded deck of this meetup has on this server.</summary>
    public bool IsUpload(string url) =>
        Upload().Match(url) is { Success: true } match && Guid.TryParse(match.Groups[1].Value, out var id) && current.Slides.ContainsKey(id);

    public Guid New(string noun, ToldLink link, string talk) => ids.Link(noun, link.Url, link.Title ?? talk);

    private static string? SameLine(string? own, string? told) => own is not null && PlainText.Line(own) == told ? own : told;

    private static string? Shown(Speaker speaker) => PersonNames.Of(PlainText.Line(speaker.Name), PlainText.Line(speaker.Alias));

    [GeneratedRegex("/slides/([0-9a-f-]{36})$", RegexOptions.NonBacktracking)]
    private static partial Regex Upload();
}
