using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;
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
    public void a_picture_that_was_uploaded_is_shown_until_the_logo_is_cleared()
    {
        var shown = new CommunityRevised(Facts with { Look = Facts.Look! with { Picture = new(Hash, "image/png") } });
        Given(Created).When(new ReviseCommunity(LogoFile: Picture()).Decide).Then(shown);
        Given(Created, shown).When(new ReviseCommunity(LogoFile: Picture()).Decide).Then(Nothing);
        Given(Created, shown).When(new ReviseCommunity(Logo: "").Decide).Then(new CommunityRevised(Facts with { Look = new(null, "#0b6b61") }));
    }

    [Fact]
    public void channels_are_given_as_a_whole()
    {
        var told = new CommunityRevised(Facts with { Channels = [new(ChannelKind.WeChat, "SOFA", Picture: new(Hash, "image/png")), new(ChannelKind.Slack, Url: "https://example.org/slack")] });
        Given(Created).When(new ReviseCommunity(Channels: [new(ChannelKind.WeChat, "SOFA", "", PictureFile: Picture()), new(ChannelKind.Slack, Url: "https://example.org/slack")]).Decide).Then(told);
        Given(Created, told).When(new ReviseCommunity(Channels: []).Decide).Then(new CommunityRevised(Facts));
        Given(Created, told).When(new ReviseCommunity(Website: "").Decide).Then(Nothing);
    }

    [Fact]
    public void what_pages_cannot_show_is_refused()
    {
        Given(Created).When(new ReviseCommunity(LogoFile: new(Hash)).Decide).Then(Refused("file.not_found"));
        Given(Created).When(new ReviseCommunity(LogoFile: Picture(type: "application/pdf")).Decide).Then(Refused("file.not_for_pages"));
        Given(Created).When(new ReviseCommunity(Channels: [new(ChannelKind.WeChat, PictureFile: Picture(size: 1024 * 1024 + 1))]).Decide).Then(Refused("file.not_for_pages"));
        Given(Created).When(new ReviseCommunity(LogoFile: Picture(size: 1024 * 1024)).Decide)
            .Then(new CommunityRevised(Facts with { Look = Facts.Look! with { Picture = new(Hash, "image/png") } }));
    }

    private static readonly string Hash = new('a', 64);

    private static FileReference Picture(string type = "image/png", long size = 100) => new(Hash, new(Hash, size, type));

    [Fact]
    public void nobody_revises_what_nobody_founded() =>
        Given().When(new ReviseCommunity(Name: "SOFA").Decide).Then(Refused("community.not_found"));
}
