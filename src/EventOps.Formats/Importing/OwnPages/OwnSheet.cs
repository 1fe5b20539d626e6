using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Formats.Importing.OwnPages;

/// <summary>A person of the page; the same name and alias are the same person.</summary>
internal sealed record OwnPerson(string? Name, string? Alias, string? Organisation, string? Role, int Line)
{
    public string? Bio { get; set; }
}

internal sealed record OwnLink(string Title, string Url, int Line);

internal sealed record OwnTalk(string Title, int Line)
{
    public TalkKind Kind { get; set; }

    public string? Language { get; set; }

    public string? Abstract { get; set; }

    public List<(OwnPerson Person, SpeakerPart Part)> Speakers { get; } = [];

    public List<string> Takeaways { get; } = [];

    public List<OwnLink> Slides { get; } = [];

    public List<OwnLink> Recordings { get; } = [];

    public List<OwnLink> References { get; } = [];
}

internal sealed record OwnSlot(
    SlotKind Kind, int Day, LocalTime Start, LocalTime End, string? Room, string? Track, string? Title, string? TalkTitle, int Line);

/// <summary>What a page of our own says, as typed values with their lines.</summary>
internal sealed class OwnSheet
{
    public Dictionary<string, (string Written, int Line)> Overview { get; } = new(StringComparer.Ordinal);

    public List<OwnLink> Downloads { get; } = [];

    public string? Intro { get; set; }

    /// <summary>The recap's summary where it is not the introduction.</summary>
    public string? Told { get; set; }

    public List<OwnSlot> Slots { get; } = [];

    public List<OwnPerson> People { get; } = [];

    public List<OwnTalk> Talks { get; } = [];

    public List<OwnLink> Recordings { get; } = [];

    public List<OwnLink> References { get; } = [];

    public List<(string? Title, string Url, PhotosKind Kind, int Line)> Photos { get; } = [];

    public List<(string Name, OrganiserRole Role, string? Url, int Line)> Organisers { get; } = [];

    public List<(SetChannel Channel, int Line)> Channels { get; } = [];

    /// <summary>Lines that the page would not have been written with.</summary>
    public HashSet<int> LeftOver { get; } = [];

    public OwnPerson Person(OwnPerson spoken)
    {
        if (People.Find(known => known.Name == spoken.Name && known.Alias == spoken.Alias) is { } same)
            return same;
        People.Add(spoken);
        return spoken;
    }
}
