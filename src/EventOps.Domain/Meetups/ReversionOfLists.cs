using System.Collections.Immutable;

namespace EventOps.Domain.Meetups;

/// <summary>The way back for what is only listed: recordings, channels, organisers, links, and the texts beside them.</summary>
internal static class ReversionOfLists
{
    public static IEnumerable<MeetupEvent> Events(Meetup now, Meetup past, string reason) =>
    [
        .. Back(now.Recordings, past.Recordings, r => new RecordingAdded(r.RecordingId, r.TalkId, r.Title, r.Url)),
        .. Reversion.Ids(now.Recordings, past.Recordings).Select(id => new RecordingRemoved(id, reason)),
        .. Back(now.Channels, past.Channels, c => new ChannelSet(c.ChannelId, c.Kind, c.Name, c.Number, c.Url, c.Picture)),
        .. Reversion.Ids(now.Channels, past.Channels).Select(id => new ChannelRemoved(id)),
        .. Back(now.Organisers, Erased(now, past.Organisers), o => new OrganiserAdded(o.OrganiserId, o.Name, o.Role, o.Url)),
        .. Reversion.Ids(now.Organisers, past.Organisers).Select(id => new OrganiserRemoved(id)),
        .. Back(now.References, past.References, r => new ReferenceAdded(r.ReferenceId, r.TalkId, r.Title, r.Url)),
        .. Reversion.Ids(now.References, past.References).Select(id => new ReferenceRemoved(id)),
        .. Back(now.Photos, past.Photos, p => new PhotosAdded(p.PhotosId, p.Title, p.Url, p.Kind)),
        .. Reversion.Ids(now.Photos, past.Photos).Select(id => new PhotosRemoved(id)),
        .. Texts(now, past, reason),
    ];

    private static IEnumerable<MeetupEvent> Texts(Meetup now, Meetup past, string reason)
    {
        if (now.Registration != past.Registration)
            yield return past.Registration is { } open ? new RegistrationOpened(open.Url, open.ClosesAt) : new RegistrationClosed(reason);
        // A recap that nobody had written yet cannot be told from an empty one afterwards.
        if ((now.Recap ?? "") != (past.Recap ?? ""))
            yield return new RecapWritten(past.Recap ?? "");
    }

    private static ImmutableDictionary<Guid, Organiser> Erased(Meetup now, ImmutableDictionary<Guid, Organiser> past) =>
        past.ToImmutableDictionary(o => o.Key, o => now.Erased.Contains(o.Key) ? ErasedPerson.Of(o.Value) : o.Value);

    private static IEnumerable<MeetupEvent> Back<T>(
        ImmutableDictionary<Guid, T> now, ImmutableDictionary<Guid, T> past, Func<T, MeetupEvent> add)
        where T : notnull =>
        past.Where(entry => !Equals(now.GetValueOrDefault(entry.Key), entry.Value)).OrderBy(entry => entry.Key).Select(entry => add(entry.Value));
}
