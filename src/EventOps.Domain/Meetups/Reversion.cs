using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>The way from a meetup back to an earlier state of itself, as far as there is one.</summary>
internal static class Reversion
{
    public static Refusal? Refused(Meetup now, Meetup past, Instant moment)
    {
        if (now.Time != past.Time && now.Status is MeetupStatus.Postponed)
            return new DateIsOpen();
        if (now.Time != past.Time && MeetupTimes.Impossible(past.Time) is { } impossible)
            return impossible;
        return past.Slides.Values.OrderBy(deck => deck.SlidesId).Select(deck => Refused(now, past, deck, moment)).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? Refused(Meetup now, Meetup past, Deck was, Instant moment) => (was.Status, now.Slides[was.SlidesId].Status) switch
    {
        (SlidesStatus.Withdrawn, _) => null,
        (_, SlidesStatus.Withdrawn) => new SlidesAreWithdrawn(was.SlidesId),
        (SlidesStatus.Attached or SlidesStatus.Scheduled, SlidesStatus.Published) =>
            new SlidesCameOut(was.SlidesId, now.Slides[was.SlidesId].Title),
        (SlidesStatus.Scheduled, _) when now.Slides[was.SlidesId].AvailableFrom != was.AvailableFrom =>
            Embargo.Impossible(was.AvailableFrom!, was.TalkId, past, moment),
        _ => null,
    };

    /// <summary>
    /// In an order in which everything named is there: people before their talks, talks before their slots, and what leaves last.
    /// Speakers, slots and entries come back under their own ids, as the very things they were.
    /// </summary>
    public static IEnumerable<MeetupEvent> Events(Meetup now, Meetup past, string reason) =>
    [
        .. Header(now, past, reason),
        .. Speakers(now, past),
        .. Talks(now, past, reason),
        .. Slots(now, past, reason),
        .. Slides(now, past, reason),
        .. ReversionOfLists.Events(now, past, reason),
        .. Ids(now.Slots, past.Slots).Select(id => new SlotRemoved(id)),
        .. now.Talks.Values.Where(talk => !talk.Withdrawn && !IsLive(past, talk.TalkId)).OrderBy(talk => talk.TalkId)
            .Select(talk => new TalkWithdrawn(talk.TalkId, reason)),
        .. Ids(now.Speakers, past.Speakers).Select(id => new SpeakerRemoved(id)),
    ];

    private static IEnumerable<MeetupEvent> Header(Meetup now, Meetup past, string reason)
    {
        var (d, t, p) = (past.Details, past.Time, past.Place);
        if (now.Details != d)
            yield return new EventRevised(d.Title, d.Theme, d.Summary, d.Series, d.Tags, d.Language, d.Cover);
        if (now.Time != t)
            yield return new EventRescheduled(now.Time.Start, now.Time.End, now.Time.Zone, t.Start, t.End, t.Zone, reason);
        if (now.Place != p)
            yield return new EventRelocated(now.Place.Form, now.Place.Venue, now.Place.StreamUrl, p.Form, p.Venue, p.StreamUrl, reason);
    }

    private static IEnumerable<MeetupEvent> Speakers(Meetup now, Meetup past)
    {
        foreach (var was in past.Speakers.Values.OrderBy(speaker => speaker.SpeakerId))
        {
            // The past knows no name of them either, only that there were several.
            var s = now.Erased.Contains(was.SpeakerId) ? ErasedPerson.Of(was) : was;
            if (!now.Speakers.TryGetValue(s.SpeakerId, out var known))
                yield return new SpeakerAdded(s.SpeakerId, s.Name, s.Alias, s.Organisation, s.Role, s.Bio);
            else if (known != s)
                yield return new SpeakerRevised(s.SpeakerId, s.Name, s.Alias, s.Organisation, s.Role, s.Bio);
        }
    }

    private static IEnumerable<MeetupEvent> Talks(Meetup now, Meetup past, string reason)
    {
        foreach (var t in past.Talks.Values.Where(talk => !talk.Withdrawn).OrderBy(talk => talk.TalkId))
        {
            if (now.LiveTalk(t.TalkId) is not { } known)
            {
                yield return new TalkAdded(t.TalkId, t.Title, t.Kind, t.Abstract, t.Takeaways, t.Language, t.Speakers);
                continue;
            }

            if (known with { Speakers = t.Speakers } != t)
                yield return new TalkRevised(t.TalkId, t.Title, t.Kind, t.Abstract, t.Takeaways, t.Language);
            if (known.Speakers != t.Speakers)
                yield return new SpeakersAssigned(t.TalkId, t.Speakers, reason);
        }
    }

    private static IEnumerable<MeetupEvent> Slots(Meetup now, Meetup past, string reason)
    {
        foreach (var s in past.Slots.Values.OrderBy(slot => slot.SlotId))
        {
            if (!now.Slots.TryGetValue(s.SlotId, out var known))
                yield return new SlotPlaced(s.SlotId, s.Kind, s.TalkId, s.Title, s.Day, s.Start, s.End, s.Room, s.Track, reason);
            else if (known != s)
                yield return new SlotMoved(
                    s.SlotId, known.Day, known.Start, known.End, known.Room, known.Track, s.Day, s.Start, s.End, s.Room, s.Track, reason);
        }
    }

    private static IEnumerable<MeetupEvent> Slides(Meetup now, Meetup past, string reason)
    {
        foreach (var d in now.Slides.Values.Where(deck => deck.Status is not SlidesStatus.Withdrawn).OrderBy(deck => deck.SlidesId))
        {
            var published = d.Status is SlidesStatus.Published;
            if (past.Slides.GetValueOrDefault(d.SlidesId) is not { Status: not SlidesStatus.Withdrawn } was)
            {
                yield return new SlidesWithdrawn(d.SlidesId, d.TalkId, d.Title, d.Url, d.Version, published, reason, d.File);
                continue;
            }

            if ((d.Title, d.File?.Sha256 ?? d.Url) != (was.Title, was.File?.Sha256 ?? was.Url))
                yield return Replaced(d, was, published, reason);
            if (was is { Status: SlidesStatus.Scheduled, AvailableFrom: { } from } && d.AvailableFrom != from)
                yield return new SlidesScheduled(d.SlidesId, d.TalkId, from);
            if (was.Status is SlidesStatus.Attached && d.Status is SlidesStatus.Scheduled)
                yield return new SlidesHeld(d.SlidesId, d.TalkId);
        }
    }

    // An uploaded version has an address of its own, also when its bytes were there before.
    private static SlidesReplaced Replaced(Deck now, Deck was, bool published, string reason)
    {
        var version = now.Version + 1;
        var url = was.File is null ? was.Url : DeckSource.AddressOf(now.SlidesId, version);
        return new(now.SlidesId, now.TalkId, now.Title, now.Url, was.Title, url, version, published, reason, now.File, was.File);
    }

    internal static IEnumerable<Guid> Ids<T>(IReadOnlyDictionary<Guid, T> now, IReadOnlyDictionary<Guid, T> past) =>
        now.Keys.Where(id => !past.ContainsKey(id)).Order();

    private static bool IsLive(Meetup meetup, Guid talkId) => meetup.LiveTalk(talkId) is not null;
}
