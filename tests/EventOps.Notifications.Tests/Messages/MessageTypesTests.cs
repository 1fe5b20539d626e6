using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Tests.Messages;

public sealed partial class MessageTypesTests
{
    [Fact]
    public void every_event_of_a_meetup_has_exactly_one_message_type()
    {
        var events = typeof(MeetupEvent).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(MeetupEvent))).Select(MeetupEvent.Names.NameOf).Order();

        Assert.Equal(events, MessageTypes.All.Select(t => t.StoredName).Order());
        Assert.Equal(MessageTypes.All.Count, MessageTypes.All.Select(t => t.Name).Distinct().Count());
    }

    [Fact]
    public void a_message_type_follows_from_the_stored_name()
    {
        foreach (var type in MessageTypes.All)
        {
            var words = type.StoredName.Split('_');
            var noun = words[0] == "event" ? "meetup" : words[0];
            Assert.Equal($"eventops.{noun}.{words[1]}.v1", type.Name);
            Assert.Matches(Shape(), type.Name);
        }
    }

    [Fact]
    public void what_organizers_prepare_is_not_public()
    {
        string[] kitchen =
            ["speaker_added", "talk_added", "talk_withdrawn", "slot_placed", "slides_attached", "recap_written", "speakers_assigned"];

        Assert.All(kitchen, name => Assert.Equal(Audience.Draft, MessageTypes.Of(name)?.Audience));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_replaced_deck_is_public_when_the_deck_was(bool published)
    {
        var replaced = new SlidesReplaced(Guid.Empty, null, "a", "https://a", "b", "https://b", 2, published, "typo");

        Assert.Equal(published, MessageTypes.Of("slides_replaced")!.IsPublic(replaced, Meetup.Initial));
    }

    [Fact]
    public void a_reference_is_public_once_the_recap_is()
    {
        var added = new ReferenceAdded(Guid.Empty, null, "a", "https://a");
        var type = MessageTypes.Of("reference_added")!;

        Assert.False(type.IsPublic(added, Meetup.Initial));
        Assert.True(type.IsPublic(added, Meetup.Initial.Evolve(new RecapPublished(null))));
    }

    [GeneratedRegex(@"^eventops\.[a-z]+\.[a-z]+\.v1$", RegexOptions.None, 1000)]
    private static partial Regex Shape();
}
