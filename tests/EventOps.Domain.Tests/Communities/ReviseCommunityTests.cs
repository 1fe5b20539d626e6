using EventOps.Domain.Communities;
using Xunit;
using static EventOps.Domain.Tests.Communities.CommunityStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Communities;

public sealed class ReviseCommunityTests
{
    [Fact]
    public void what_is_left_out_stays() => Given(Created).When(new ReviseCommunity(Name: "SOFAStack", Colour: "#aa3300").Decide)
        .Then(new CommunityRevised(Facts with { Name = "SOFAStack", Look = new("https://example.org/logo.png", "#aa3300") }));

    [Fact]
    public void an_empty_text_or_list_clears() =>
        Given(Created).When(new ReviseCommunity(Languages: [], Logo: "", Colour: "", Organiser: new("", null)).Decide)
            .Then(new CommunityRevised(Facts with { Languages = [], Look = null, Organiser = null }));

    [Fact]
    public void the_same_again_changes_nothing() => Given(Created).When(new ReviseCommunity(Name: "SOFA", Website: "").Decide).Then(Nothing);

    [Fact]
    public void a_revision_is_held_to_the_rules_of_a_founding()
    {
        Given(Created).When(new ReviseCommunity(Zone: "Mars/Olympus").Decide).Then(Refused("community.zone_unknown"));
        Given(Created).When(new ReviseCommunity(Language: "de").Decide).Then(Refused("community.language_missing"));
    }

    [Fact]
    public void nobody_revises_what_nobody_founded() =>
        Given().When(new ReviseCommunity(Name: "SOFA").Decide).Then(Refused("community.not_found"));
}
