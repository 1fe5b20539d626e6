using EventOps.Domain.Communities;
using EventOps.Testing.Scenarios;
using Xunit;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Communities;

public sealed class CreateCommunityTests
{
    private static readonly CommunityCreated Created = new("SOFA", "zh", "Asia/Shanghai");

    [Fact]
    public void a_community_is_founded() => Given().When(new CreateCommunity("SOFA").Decide).Then(Created);

    [Fact]
    public void it_is_founded_once() => Given(Created).When(new CreateCommunity("Other", "en", "UTC").Decide).Then(Nothing);

    private static Scenario<Community, CommunityEvent> Given(params CommunityEvent[] past) =>
        new(Community.Initial, (community, happened) => community.Evolve(happened), CommunityEvent.Names, past);
}
