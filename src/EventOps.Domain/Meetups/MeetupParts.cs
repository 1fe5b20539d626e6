using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

public enum MeetupStatus
{
    Absent,
    Scheduled,
    Postponed,
    Cancelled,
}

public enum MeetupForm
{
    Online,
    Onsite,
    Hybrid,
}

public enum TalkKind
{
    Talk,
    Panel,
    Workshop,
    Lightning,
    Keynote,
}

/// <summary>What somebody does in a talk.</summary>
public enum SpeakerPart
{
    Speaker,
    Moderator,
    Host,
    Panelist,
}

public enum SlotKind
{
    Talk,
    Break,
    SignIn,
    Opening,
    Closing,
    Other,
}

public enum ChannelKind
{
    DingTalk,
    WeChat,
    Feishu,
    Bilibili,
    Slack,
    Discord,
    Telegram,
    Matrix,
    Mail,
    Other,
}

public enum OrganiserRole
{
    Host,
    CoHost,
    Partner,
    Sponsor,
    Media,
}

public enum PhotosKind
{
    Album,
    Picture,
}

public enum SlidesStatus
{
    Attached,

    /// <summary>Attached, and to be published by itself.</summary>
    Scheduled,

    Published,
    Withdrawn,
}

/// <summary>Where people go; the name is what a taxi driver or a sign would say.</summary>
public sealed record Venue(string Name, string? Address = null);

public sealed record TalkSpeaker(Guid SpeakerId, SpeakerPart Part = SpeakerPart.Speaker);

/// <summary>What the meetup is about, apart from when and where.</summary>
public sealed record MeetupDetails(
    string Title, string? Theme, string? Summary, string? Series, ValueList<string> Tags, string Language, string? Cover);

/// <summary>
/// When: local date-times and one IANA zone, so that a changed time zone database moves nothing. No end means that nobody
/// announced one.
/// </summary>
public sealed record MeetupTime(LocalDateTime Start, LocalDateTime? End, string Zone)
{
    /// <summary>How many calendar days the meetup touches; an end at midnight belongs to the day before.</summary>
    public int Days => Period.DaysBetween(Start.Date, LastDay) + 1;

    private LocalDate LastDay => End switch
    {
        null => Start.Date,
        { } end when end.TimeOfDay == LocalTime.Midnight && end > Start => end.Date.PlusDays(-1),
        { } end => end.Date,
    };
}

/// <summary>Where: on site, online or both.</summary>
public sealed record MeetupPlace(MeetupForm Form, Venue? Venue, string? StreamUrl);

public sealed record Speaker(Guid SpeakerId, string? Name, string? Alias, string? Organisation, string? Role, string? Bio);

public sealed record Talk(
    Guid TalkId, string Title, TalkKind Kind, string? Abstract, ValueList<string> Takeaways, string? Language,
    ValueList<TalkSpeaker> Speakers, bool Withdrawn = false);

public sealed record Slot(
    Guid SlotId, SlotKind Kind, Guid? TalkId, string? Title, int Day, LocalTime Start, LocalTime End, string? Room, string? Track)
{
    /// <summary>Whether two slots share a moment; one may begin when the other ends.</summary>
    public bool Overlaps(Slot other) => Day == other.Day && Start < other.End && other.Start < End;
}

/// <param name="AvailableFrom">Present while scheduled.</param>
/// <param name="File">Present when it was uploaded.</param>
public sealed record Deck(
    Guid SlidesId, Guid? TalkId, string Title, string Url, int Version, SlidesStatus Status, AvailableFrom? AvailableFrom = null,
    DeckFile? File = null)
{
    /// <summary>Every version that was public, in their order.</summary>
    public ValueList<DeckVersion> Shown { get; init; }

    /// <summary>The same with whole addresses where its versions were uploaded.</summary>
    /// <param name="meetup">The meetup's own address, without a slash at the end.</param>
    public Deck At(string meetup) => this with
    {
        Url = File is null ? Url : $"{meetup}/{Url}",
        Shown = [.. Shown.Select(version => version.File is null ? version : version with { Url = $"{meetup}/{version.Url}" })],
    };

    internal DeckSource Source => new(Url, File);

    internal Deck Show() => this with { Shown = [.. Shown, new(Version, Title, Url, File)] };
}

/// <summary>A version of a deck as everybody saw it.</summary>
public sealed record DeckVersion(int Version, string Title, string Url, DeckFile? File);

public sealed record Recording(Guid RecordingId, Guid? TalkId, string Title, string Url);

public sealed record Channel(Guid ChannelId, ChannelKind Kind, string? Name, string? Number, string? Url, string? Picture);

public sealed record Organiser(Guid OrganiserId, string Name, OrganiserRole Role, string? Url);

public sealed record Reference(Guid ReferenceId, Guid? TalkId, string Title, string Url);

public sealed record Photos(Guid PhotosId, string? Title, string Url, PhotosKind Kind);

public sealed record Registration(string Url, LocalDateTime? ClosesAt);
