using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemovePhotosTests
{
    private static readonly Guid Album = Id(71);
    private static readonly PhotosAdded Added = new(Album, "The hall", "https://example.org/album", PhotosKind.Album);
    private static readonly RemovePhotos Command = new(Album);

    [Fact]
    public void it_leaves_the_pages() => Given(Scheduled, Added).When(Command).Then(new PhotosRemoved(Album));

    [Fact]
    public void what_was_never_there_cannot_leave() => Given(Scheduled).When(Command).Then(Refused("photos.not_found"));
}
