using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Merging;

/// <summary>What a row of facts about one thing comes to: from the first old to the last new.</summary>
internal static class NetFact
{
    /// <param name="first">The first of the row.</param>
    /// <param name="last">The last of the row.</param>
    /// <param name="after">The meetup as the last has made it.</param>
    public static MeetupEvent Of(MeetupEvent first, MeetupEvent last, Meetup after) => (first, last) switch
    {
        (EventRescheduled f, EventRescheduled l) => l with { OldStart = f.OldStart, OldEnd = f.OldEnd, OldZone = f.OldZone },
        (SlugChanged f, SlugChanged l) => l with { OldSlug = f.OldSlug },
        (EventRelocated f, EventRelocated l) =>
            l with { OldForm = f.OldForm, OldVenue = f.OldVenue, OldStreamUrl = f.OldStreamUrl },
        (SlotMoved f, SlotMoved l) => l with
        {
            OldDay = f.OldDay,
            OldStart = f.OldStart,
            OldEnd = f.OldEnd,
            OldRoom = f.OldRoom,
            OldTrack = f.OldTrack,
        },
        (SlotPlaced f, SlotMoved) when after.Slots.TryGetValue(f.SlotId, out var s) =>
            f with { Day = s.Day, Start = s.Start, End = s.End, Room = s.Room, Track = s.Track },
        (SlidesReplaced { Published: true } f, SlidesReplaced l) => l with { OldTitle = f.OldTitle, OldUrl = f.OldUrl, OldFile = f.OldFile },
        // Whoever never heard of the first version is told of a new deck, not of another version of it.
        (SlidesPublished or SlidesReplaced { Published: false } or SlidesAttached, SlidesReplaced { Published: true } l) =>
            new SlidesPublished(l.SlidesId, l.TalkId, l.Title, l.Url, l.Version, l.File),
        (SlidesAttached, SlidesReplaced l) => new SlidesAttached(l.SlidesId, l.TalkId, l.Title, l.Url, l.Version, l.File),
        (SlidesReplaced f, SlidesReplaced l) => l with { OldTitle = f.OldTitle, OldUrl = f.OldUrl, OldFile = f.OldFile },
        (SpeakerAdded, SpeakerRevised l) =>
            new SpeakerAdded(l.SpeakerId, l.Name, l.Alias, l.Organisation, l.Role, l.Bio),
        (TalkAdded f, TalkRevised or SpeakersAssigned) when after.Talks.TryGetValue(f.TalkId, out var t) =>
            new TalkAdded(t.TalkId, t.Title, t.Kind, t.Abstract, t.Takeaways, t.Language, t.Speakers),
        _ => last,
    };
}
