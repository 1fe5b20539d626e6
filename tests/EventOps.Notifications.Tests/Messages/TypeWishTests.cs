using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Tests.Messages;

public sealed class TypeWishTests
{
    [Theory]
    [InlineData("eventops.slides.published.v1", "", true, true)]
    [InlineData("eventops.talk.added.v1", "", false, false)]
    [InlineData("eventops.slides.published.v1", "eventops.slides.published.v1", true, true)]
    [InlineData("eventops.slides.published.v1", "eventops.slides.*", true, true)]
    [InlineData("eventops.slides.published.v1", "eventops.agenda.*", true, false)]
    [InlineData("eventops.slides.published.v1", "eventops.agenda.*,eventops.slides.*", true, true)]
    [InlineData("eventops.slides.published.v1", "eventops.slides.published", true, false)]
    [InlineData("eventops.slides.published.v1", "*", true, true)]
    [InlineData("eventops.slides.attached.v1", "*", false, false)]
    [InlineData("eventops.slides.attached.v1", "eventops.slides.*", false, false)]
    [InlineData("eventops.slides.attached.v1", "eventops.slides.attached.v1", false, true)]
    [InlineData("eventops.slides.replaced.v1", "eventops.slides.replaced.v1", false, false)]
    [InlineData("eventops.talk.added.v1", "eventops.talk.*", false, true)]
    public void a_wish_takes_public_facts_and_drafts_only_when_it_can_mean_nothing_else(
        string type, string wishes, bool isPublic, bool taken) =>
        Assert.Equal(taken, TypeWish.Takes(wishes.Split(',', StringSplitOptions.RemoveEmptyEntries), type, isPublic));
}
