using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Notifications.Messages;

/// <summary>
/// What a message says, the same shape for every type: the meetup as the fact has made it, the fact itself, and what a
/// person needs to read it. Receivers parse these names: add, never change.
/// </summary>
/// <param name="Fact">The event's own fields, as they are stored.</param>
/// <param name="Talk">Present when the fact names a talk.</param>
/// <param name="Imported">True when an import brought the fact from the past, else absent.</param>
/// <param name="Merged">Present when several facts became this message.</param>
public sealed record MessageData(
    MeetupInBrief Meetup, MeetupEvent Fact, TalkInBrief? Talk, PageLinks Links, bool? Imported, MergedFacts? Merged = null)
{
    public static MessageData Of(
        string community, Guid meetupId, MeetupEvent happened, Meetup meetup, Uri? publicAddress, bool imported) => new(
        new MeetupInBrief(
            meetupId, meetup.Slug, meetup.Details.Title, meetup.Time.Start, meetup.Time.End, meetup.Time.Zone, meetup.Status),
        DeckLinks.Addressed(happened, PageLinks.Meetup(community, meetup.Slug, publicAddress)),
        FactSubject.Of(happened, meetup).TalkId is { } talk && meetup.Talks.TryGetValue(talk, out var found)
            ? TalkInBrief.Of(found, meetup)
            : null,
        PageLinks.Of(community, meetup.Slug, publicAddress),
        imported ? true : null);
}

/// <param name="Start">Local to <paramref name="Zone"/>, an IANA zone.</param>
/// <param name="End">Absent when nobody announced one.</param>
public sealed record MeetupInBrief(
    Guid Id, string Slug, string Title, LocalDateTime Start, LocalDateTime? End, string Zone, MeetupStatus Status);

/// <param name="Speakers">Display names, in the order of the talk.</param>
public sealed record TalkInBrief(Guid Id, string Title, ValueList<string> Speakers)
{
    public static TalkInBrief Of(Talk talk, Meetup meetup) => new(
        talk.TalkId, talk.Title,
        [.. talk.Speakers.Select(s => meetup.Speakers.GetValueOrDefault(s.SpeakerId)).OfType<Speaker>().Select(DisplayName)]);

    private static string DisplayName(Speaker speaker) => speaker.Name ?? speaker.Alias ?? "";
}

/// <summary>The meetup's pages: whole addresses when the server knows its public one, else paths.</summary>
public sealed record PageLinks(string Agenda, string Recap)
{
    public static PageLinks Of(string community, string slug, Uri? publicAddress)
    {
        var meetup = Meetup(community, slug, publicAddress);
        return new($"{meetup}/agenda", $"{meetup}/recap");
    }

    /// <summary>What the addresses of a meetup's pages and decks begin with.</summary>
    internal static string Meetup(string community, string slug, Uri? publicAddress) =>
        $"{publicAddress?.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(community)}/{Uri.EscapeDataString(slug)}";
}

/// <summary>Several facts about one thing in one message: the fact goes from the first one's old to the last one's new.</summary>
/// <param name="Since">The <c>sequence</c> of the first of them; the last one's is the message's own.</param>
/// <param name="Count">How many there were.</param>
public sealed record MergedFacts(string Since, int Count);
