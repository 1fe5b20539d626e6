using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Formats.Importing.Files;

/// <summary>What a file of talks says, whichever its form; what the form has no place for is absent.</summary>
/// <param name="FirstDay">The day that slots are counted from; null when the file names no day.</param>
internal sealed record ToldProgramme(string? Slug, string? Title, LocalDate? FirstDay)
{
    public LocalDateTime? Start { get; init; }

    public LocalDateTime? End { get; init; }

    public string? Zone { get; init; }

    public string? Language { get; init; }

    public MeetupForm Form { get; init; } = MeetupForm.Online;

    /// <summary>What an exporter writes for a slot without a room.</summary>
    public string? NoRoom { get; init; }

    public List<ToldTalk> Talks { get; } = [];

    /// <summary>Slots without a talk.</summary>
    public List<(ToldSlot Slot, SlotKind Kind, string Title, int Line)> Others { get; } = [];

    public IEnumerable<ToldSlot> Slots => Talks.SelectMany(talk => talk.Slots).Concat(Others.Select(other => other.Slot));
}

/// <summary>A talk as a file tells it.</summary>
/// <param name="Id">Absent where the form has none.</param>
internal sealed record ToldTalk(string Title, int Line, Guid? Id = null)
{
    public TalkKind Kind { get; init; }

    public string? Abstract { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Takeaways { get; init; } = [];

    public IReadOnlyList<ToldPerson> People { get; init; } = [];

    public IReadOnlyList<ToldLink> Slides { get; init; } = [];

    public IReadOnlyList<ToldLink> Recordings { get; init; } = [];

    public IReadOnlyList<ToldLink> References { get; init; } = [];

    public List<ToldSlot> Slots { get; } = [];
}

internal sealed record ToldPerson(string? Name, string? Alias = null, string? Organisation = null, string? Role = null, string? Bio = null, Guid? Id = null)
{
    public string Called => $"{Name}\n{Alias}";
}

/// <param name="Title">Null where the form has only the address.</param>
internal sealed record ToldLink(string? Title, string Url);

/// <param name="Date">Absent where the file leaves it to the meetup.</param>
internal sealed record ToldSlot(LocalDate? Date, LocalTime Start, LocalTime End, string? Room, string? Track, Guid? Id = null);
