using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveAliasTests
{
    private static readonly AliasAdded Clouds = new("clouds");

    [Fact]
    public void an_alias_goes() => Given(Scheduled, Clouds).When(new RemoveAlias("clouds")).Then(new AliasRemoved("clouds"));

    [Fact]
    public void what_is_gone_is_gone() => Given(Scheduled, Clouds, new AliasRemoved("clouds")).When(new RemoveAlias("clouds")).Then(Nothing);

    [Fact]
    public void what_never_was_there_cannot_go() => Given(Scheduled).When(new RemoveAlias("clouds")).Then(Refused("alias.not_found"));

    [Fact]
    public void slugs_stay_whether_new_or_old()
    {
        Given(Scheduled).When(new RemoveAlias("meetup-13")).Then(Refused("alias.is_slug"));
        Given(Scheduled, new SlugChanged("meetup-13", "rust")).When(new RemoveAlias("meetup-13")).Then(Refused("alias.is_slug"));
        Given(Scheduled, Clouds, new SlugChanged("meetup-13", "clouds")).When(new RemoveAlias("clouds")).Then(Refused("alias.is_slug"));
    }
}
