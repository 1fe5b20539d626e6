using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddAliasTests
{
    private static readonly AliasAdded Clouds = new("clouds");

    [Fact]
    public void a_meetup_gets_another_name() => Given(Scheduled).When(new AddAlias("clouds")).Then(Clouds);

    [Fact]
    public void a_name_that_leads_to_it_anyway_changes_nothing()
    {
        Given(Scheduled, Clouds).When(new AddAlias("clouds")).Then(Nothing);
        Given(Scheduled).When(new AddAlias("meetup-13")).Then(Nothing);
        Given(Scheduled, new SlugChanged("meetup-13", "rust")).When(new AddAlias("meetup-13")).Then(Nothing);
    }

    [Fact]
    public void one_that_was_taken_away_may_come_back() =>
        Given(Scheduled, Clouds, new AliasRemoved("clouds")).When(new AddAlias("clouds")).Then(Clouds);

    [Fact]
    public void a_cancelled_meetup_may_get_one_as_well() => Given(Scheduled, Cancelled).When(new AddAlias("clouds")).Then(Clouds);

    [Fact]
    public void there_are_so_many_and_no_more()
    {
        MeetupEvent[] full = [Scheduled, .. Enumerable.Range(1, AddAlias.Most).Select(i => new AliasAdded($"a-{i}"))];
        Given(full).When(new AddAlias("clouds")).Then(Refused("alias.too_many"));
        Given([.. full, new AliasRemoved("a-7")]).When(new AddAlias("clouds")).Then(Clouds);
    }

    [Fact]
    public void an_alias_that_becomes_the_slug_is_an_alias_no_more()
    {
        var meetup = ((MeetupEvent[])[Scheduled, Clouds, new SlugChanged("meetup-13", "clouds"), new SlugChanged("clouds", "rust")])
            .Aggregate(Meetup.Initial, (state, e) => state.Evolve(e));
        Assert.Empty(meetup.Aliases);
        Assert.Equal(["meetup-13", "clouds"], meetup.OldSlugs);
    }
}
