using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Links an album, or one picture.</summary>
public sealed record AddPhotos(string Url, PhotosKind Kind = PhotosKind.Album, Guid PhotosId = default, string? Title = null) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        Entries.Add(
            meetup, meetup.Photos, PhotosId, new(PhotosId, Title, Url, Kind), "photos", () =>
            new PhotosAdded(PhotosId, Title, Url, Kind));
}
