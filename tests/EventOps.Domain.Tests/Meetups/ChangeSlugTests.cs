using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class ChangeSlugTests
{
    [Fact]
    public void a_meetup_gets_another_slug() =>
        Given(Scheduled).When(new ChangeSlug("clouds")).Then(new SlugChanged("meetup-13", "clouds"));

    [Fact]
    public void the_slug_it_has_changes_nothing() => Given(Scheduled).When(new ChangeSlug("meetup-13")).Then(Nothing);

    [Fact]
    public void it_may_take_an_old_one_up_again() =>
        Given(Scheduled, new SlugChanged("meetup-13", "clouds")).When(new ChangeSlug("meetup-13")).Then(new SlugChanged("clouds", "meetup-13"));

    [Fact]
    public void a_cancelled_meetup_may_get_another_as_well() =>
        Given(Scheduled, Cancelled).When(new ChangeSlug("clouds")).Then(new SlugChanged("meetup-13", "clouds"));

    [Fact]
    public void a_meetup_that_nobody_scheduled_has_none() => Given().When(new ChangeSlug("clouds")).Then(Refused("meetup.not_found"));

    [Fact]
    public void the_old_ones_are_remembered_without_the_present_one()
    {
        var meetup = ((MeetupEvent[])[Scheduled, new SlugChanged("meetup-13", "a"), new SlugChanged("a", "b"), new SlugChanged("b", "a")])
            .Aggregate(Meetup.Initial, (state, e) => state.Evolve(e));
        Assert.Equal("a", meetup.Slug);
        Assert.Equal(["meetup-13", "b"], meetup.OldSlugs);
    }
}
