using EventOps.Domain.Communities;
using Xunit;
using static EventOps.Domain.Tests.Communities.CommunityStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Communities;

public sealed class CreateCommunityTests
{
    [Fact]
    public void a_community_is_founded() =>
        Given().When(new CreateCommunity("SOFA").Decide).Then(new CommunityCreated("SOFA", "zh", "Asia/Shanghai"));

    [Fact]
    public void it_is_founded_with_all_that_it_says_of_itself() =>
        Given().When(new CreateCommunity("SOFA", "zh", "Asia/Shanghai", ["zh", "en"], Created.Look, Created.Organiser).Decide).Then(Created);

    [Fact]
    public void another_one_of_that_name_is_refused() =>
        Given(Created).When(new CreateCommunity("Other", "en", "UTC").Decide).Then(Refused("community.already_founded"));

    [Fact]
    public void a_zone_that_nobody_knows_is_refused() =>
        Given().When(new CreateCommunity("SOFA", Zone: "Mars/Olympus").Decide).Then(Refused("community.zone_unknown"));

    [Fact]
    public void the_usual_language_is_one_of_all() =>
        Given().When(new CreateCommunity("SOFA", Language: "de", Languages: ["zh", "en"]).Decide).Then(Refused("community.language_missing"));

    [Fact]
    public void a_community_of_old_reads_back_without_what_it_never_said() =>
        Given(new CommunityCreated("SOFA", "zh", "Asia/Shanghai")).When(new CreateCommunity("SOFA").Decide).Then(Nothing);
}
