using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using static EventOps.Projections.History.Deed;

namespace EventOps.Projections.History;

/// <summary>Reads an event against the meetup as it was before: what was there, and what became of it.</summary>
public static class Deeds
{
    /// <param name="was">The meetup before the event.</param>
    /// <param name="now">The meetup as the event has made it.</param>
    public static Deed Of(MeetupEvent happened, Meetup was, Meetup now) => happened switch
    {
        EventScheduled => OfMeetup(now, New([.. Facets.Of(now.Details), .. Facets.Of(now.Time), .. Facets.Of(now.Place)])),
        EventRevised => OfMeetup(now, From(Facets.Of(was.Details), Facets.Of(now.Details))),
        SlugChanged e => OfMeetup(now, [new("slug", e.OldSlug, e.Slug)]),
        AliasAdded e => OfMeetup(now, [new("address", null, e.Alias)]),
        AliasRemoved e => OfMeetup(now, [new("address", e.Alias, null)]),
        EventRescheduled e => OfMeetup(now, [.. From(Facets.Of(was.Time), Facets.Of(now.Time)), .. Status(was, now)], e.Reason),
        EventRelocated e => OfMeetup(now, From(Facets.Of(was.Place), Facets.Of(now.Place)), e.Reason),
        EventPostponed e => OfMeetup(now, Status(was, now), e.Reason),
        EventCancelled e => OfMeetup(now, Status(was, now), e.Reason),
        EventReinstated e => OfMeetup(now, Status(was, now), e.Reason),
        AgendaPublished e => OfMeetup(now, [new("release", was.Release == 0 ? null : was.Release, e.Release)], e.Comment),
        RecapWritten e => OfMeetup(now, [new("recap", was.Recap, e.Summary)]),
        RecapPublished e => OfMeetup(now, [], e.Comment),
        RegistrationOpened => OfMeetup(now, Between(was.Registration, now.Registration, Facets.Of)),
        RegistrationClosed e => OfMeetup(now, Between(was.Registration, now.Registration, Facets.Of), e.Reason),
        PersonErased e => new Deed("person", null, null, [.. e.SpeakerIds, .. e.OrganiserIds], [], null),
        SpeakerAdded or SpeakerRevised or SpeakerRemoved => OfSpeaker(happened, was, now),
        TalkAdded or TalkRevised or TalkWithdrawn or SpeakersAssigned => OfTalk(happened, was, now),
        SlotPlaced or SlotMoved or SlotRemoved => OfSlot(happened, was, now),
        SlidesAttached or SlidesScheduled or SlidesHeld or SlidesPublished or SlidesReplaced or SlidesWithdrawn =>
            OfSlides(happened, was, now),
        _ => OfEntry(happened, was, now),
    };

    private static Deed OfSpeaker(MeetupEvent happened, Meetup was, Meetup now)
    {
        var id = happened switch
        {
            SpeakerAdded e => e.SpeakerId,
            SpeakerRevised e => e.SpeakerId,
            SpeakerRemoved e => e.SpeakerId,
            _ => throw Untold(happened),
        };
        var (before, after) = (was.Speakers.GetValueOrDefault(id), now.Speakers.GetValueOrDefault(id));
        var named = after ?? before;
        return Deed.Of("speaker", id, named?.Name ?? named?.Alias, Between(before, after, Facets.Of));
    }

    private static Deed OfTalk(MeetupEvent happened, Meetup was, Meetup now)
    {
        var (id, reason) = happened switch
        {
            TalkAdded e => (e.TalkId, null),
            TalkRevised e => (e.TalkId, null),
            TalkWithdrawn e => (e.TalkId, e.Reason),
            SpeakersAssigned e => (e.TalkId, e.Overrule),
            _ => throw Untold(happened),
        };
        var (before, after) = (Live(was, id), Live(now, id));
        var named = after ?? before ?? now.Talks.GetValueOrDefault(id);
        var speakers = (before?.Speakers ?? []).Concat(after?.Speakers ?? []).Select(s => (Guid?)s.SpeakerId);
        var changes = happened is TalkWithdrawn ? [] : Between(before, after, talk => Facets.Of(talk, now));
        return Deed.Of("talk", id, named?.Title, changes, reason).With(happened is TalkRevised ? [] : speakers);
    }

    private static Deed OfSlot(MeetupEvent happened, Meetup was, Meetup now)
    {
        var (id, reason) = happened switch
        {
            SlotPlaced e => (e.SlotId, e.Overrule),
            SlotMoved e => (e.SlotId, e.Overrule),
            SlotRemoved e => (e.SlotId, null),
            _ => throw Untold(happened),
        };
        var (before, after) = (was.Slots.GetValueOrDefault(id), now.Slots.GetValueOrDefault(id));
        var talkId = (after ?? before)?.TalkId;
        var name = talkId is { } talk ? now.Talks.GetValueOrDefault(talk)?.Title : (after ?? before)?.Title;
        return Deed.Of("slot", id, name, Between(before, after, Facets.Of), reason).With(talkId);
    }

    private static Deed OfSlides(MeetupEvent happened, Meetup was, Meetup now)
    {
        var (id, reason) = happened switch
        {
            SlidesAttached e => (e.SlidesId, null),
            SlidesScheduled e => (e.SlidesId, null),
            SlidesHeld e => (e.SlidesId, null),
            SlidesPublished e => (e.SlidesId, null),
            SlidesReplaced e => (e.SlidesId, e.Reason),
            SlidesWithdrawn e => (e.SlidesId, e.Reason),
            _ => throw Untold(happened),
        };
        var after = now.Slides[id];
        return Deed.Of("slides", id, after.Title, Between(was.Slides.GetValueOrDefault(id), after, Facets.Of), reason).With(after.TalkId);
    }

    private static Deed OfEntry(MeetupEvent happened, Meetup was, Meetup now) => happened switch
    {
        RecordingAdded e => Deed.Of("recording", e.RecordingId, e.Title, Entry(was.Recordings, now.Recordings, e.RecordingId, Facets.Of))
            .With(e.TalkId),
        RecordingRemoved e => Deed.Of("recording", e.RecordingId, was.Recordings.GetValueOrDefault(e.RecordingId)?.Title,
            Entry(was.Recordings, now.Recordings, e.RecordingId, Facets.Of), e.Reason),
        ChannelSet e => Deed.Of("channel", e.ChannelId, e.Name, Entry(was.Channels, now.Channels, e.ChannelId, Facets.Of)),
        ChannelRemoved e => Deed.Of("channel", e.ChannelId, was.Channels.GetValueOrDefault(e.ChannelId)?.Name,
            Entry(was.Channels, now.Channels, e.ChannelId, Facets.Of)),
        OrganiserAdded e => Deed.Of("organiser", e.OrganiserId, e.Name, Entry(was.Organisers, now.Organisers, e.OrganiserId, Facets.Of)),
        OrganiserRemoved e => Deed.Of("organiser", e.OrganiserId, was.Organisers.GetValueOrDefault(e.OrganiserId)?.Name,
            Entry(was.Organisers, now.Organisers, e.OrganiserId, Facets.Of)),
        ReferenceAdded e => Deed.Of("reference", e.ReferenceId, e.Title, Entry(was.References, now.References, e.ReferenceId, Facets.Of))
            .With(e.TalkId),
        ReferenceRemoved e => Deed.Of("reference", e.ReferenceId, was.References.GetValueOrDefault(e.ReferenceId)?.Title,
            Entry(was.References, now.References, e.ReferenceId, Facets.Of)),
        PhotosAdded e => Deed.Of("photos", e.PhotosId, e.Title, Entry(was.Photos, now.Photos, e.PhotosId, Facets.Of)),
        PhotosRemoved e => Deed.Of("photos", e.PhotosId, was.Photos.GetValueOrDefault(e.PhotosId)?.Title,
            Entry(was.Photos, now.Photos, e.PhotosId, Facets.Of)),
        _ => throw Untold(happened),
    };

    private static ValueList<FieldChange> Entry<T>(
        IReadOnlyDictionary<Guid, T> was, IReadOnlyDictionary<Guid, T> now, Guid id, Func<T, Facet[]> facets)
        where T : class => Between(was.GetValueOrDefault(id), now.GetValueOrDefault(id), facets);

    private static ValueList<FieldChange> Between<T>(T? was, T? now, Func<T, Facet[]> facets)
        where T : class => (was, now) switch
        {
            (null, null) => [],
            (null, _) => New(facets(now)),
            (_, null) => Gone(facets(was)),
            _ => From(facets(was), facets(now)),
        };

    private static Talk? Live(Meetup meetup, Guid talkId) =>
        meetup.Talks.TryGetValue(talkId, out var talk) && !talk.Withdrawn ? talk : null;

    private static ValueList<FieldChange> Status(Meetup was, Meetup now) =>
        was.Status == now.Status ? [] : [new("status", was.Status, now.Status)];

    private static UnreachableException Untold(MeetupEvent happened) => new($"The history does not tell of {happened.GetType().Name}.");
}
