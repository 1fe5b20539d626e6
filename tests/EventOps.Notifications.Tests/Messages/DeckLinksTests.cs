using EventOps.Domain.Meetups;
using EventOps.Notifications.Messages;
using static EventOps.Testing.Scenarios.Ids;

namespace EventOps.Notifications.Tests.Messages;

public sealed class DeckLinksTests
{
    private const string Meetup = "https://meetups.example.org/one/spring";
    private const string Link = "https://example.org/a.pdf";
    private static readonly DeckFile File = new(new string('a', 64), 10, "application/pdf");

    [Fact]
    public void an_uploaded_deck_is_found_from_anywhere() => Assert.Equal(
        new SlidesPublished(Id(4), null, "T", $"{Meetup}/slides/4/v/1", 1, File),
        DeckLinks.Addressed(new SlidesPublished(Id(4), null, "T", "slides/4/v/1", 1, File), Meetup));

    [Fact]
    public void a_link_stays_as_it_is()
    {
        var published = new SlidesPublished(Id(4), null, "T", Link, 1);
        Assert.Same(published, DeckLinks.Addressed(published, Meetup));
    }

    [Fact]
    public void of_two_versions_each_is_addressed_by_itself() => Assert.Equal(
        new SlidesReplaced(Id(4), null, "T", Link, "T", $"{Meetup}/slides/4/v/2", 2, true, "Why", null, File),
        DeckLinks.Addressed(new SlidesReplaced(Id(4), null, "T", Link, "T", "slides/4/v/2", 2, true, "Why", null, File), Meetup));
}
