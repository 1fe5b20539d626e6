using EventOps.Domain.Communities;
using EventOps.Testing.Scenarios;

namespace EventOps.Domain.Tests.Communities;

/// <summary>The community that the scenarios here tell of.</summary>
internal static class CommunityStory
{
    public static readonly CommunityCreated Created = new(
        "SOFA", "zh", "Asia/Shanghai", ["zh", "en"], new Look("https://example.org/logo.png", "#0b6b61"), new("Ant Group", null), null);

    public static readonly CommunityFacts Facts = new(
        "SOFA", "zh", "Asia/Shanghai", ["zh", "en"], new Look("https://example.org/logo.png", "#0b6b61"), new("Ant Group", null), null);

    public static readonly Guid Ann = Ids.Id(1);

    public static readonly OwnTalk Talk = new(Ids.Id(2), Ids.Id(3));

    public static Scenario<Community, CommunityEvent> Given(params CommunityEvent[] past) =>
        new(Community.Initial, (community, happened) => community.Evolve(happened), CommunityEvent.Names, past);
}
