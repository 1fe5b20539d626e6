using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes an album or a picture off the pages.</summary>
public sealed record RemovePhotos(Guid PhotosId) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Remove(meetup, meetup.Photos, PhotosId, "photos", _ => new PhotosRemoved(PhotosId));
}
