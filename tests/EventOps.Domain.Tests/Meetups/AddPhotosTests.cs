using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddPhotosTests
{
    private static readonly Guid Album = Id(71);
    private static readonly AddPhotos Command = new("https://example.org/album", PhotosKind.Album, Album, "The hall");
    private static readonly PhotosAdded Added = new(Album, "The hall", "https://example.org/album", PhotosKind.Album);

    [Fact]
    public void pictures_are_linked() => Given(Scheduled).When(Command).Then(Added);

    [Fact]
    public void an_id_stands_for_one_thing() =>
        Given(Scheduled, Added).When(Command with { Title = "Other" }).Then(Refused("photos.id_taken"));

    [Fact]
    public void what_was_removed_does_not_come_back() =>
        Given(Scheduled, Added, new PhotosRemoved(Album)).When(Command).Then(Refused("photos.id_taken"));
}
