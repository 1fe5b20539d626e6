using EventOps.Server.Links;
using EventOps.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Links;

public sealed class LinkRoundTests(ServerFixture server)
{
    [Fact]
    public async Task a_link_is_dead_after_several_failures_and_alive_again_after_one_success()
    {
        await using var hosts = await Hosts.Start();
        var community = await server.NewCommunity();
        var meetup = await WithLinks(community, $"{hosts.Address}/404", $"{hosts.Address}/403");
        Assert.Equal(["unchecked", "unchecked"], await States(meetup));
        await Round(community);
        Assert.Equal(["failing", "unsure"], await States(meetup));
        await Round(community);
        Assert.Equal(["failing", "unsure"], await States(meetup));
        await Round(community);
        Assert.Equal(["dead", "unsure"], await States(meetup));
        hosts.Recovered = true;
        await Round(community);
        Assert.Equal(["alive", "alive"], await States(meetup));
    }

    [Fact]
    public async Task a_link_that_nothing_leads_to_any_more_is_forgotten()
    {
        await using var hosts = await Hosts.Start();
        var community = await server.NewCommunity();
        var meetup = await WithLinks(community, $"{hosts.Address}/404", $"{hosts.Address}/200");
        await Round(community);
        Assert.Equal(2, (await Table.Of(community.Name, CancellationToken.None)).Count);
        await Seen(meetup, await meetup.Done("withdraw-slides", new { slidesId = TestMeetup.Slides, reason = "Dead" }));
        await Round(community);
        Assert.Equal($"{hosts.Address}/200", Assert.Single(await Table.Of(community.Name, CancellationToken.None)).Url);
    }

    [Fact]
    public async Task organizers_see_it_and_nobody_else()
    {
        var (community, other) = (await server.NewCommunity(), await server.NewCommunity());
        var meetup = await WithLinks(community, "https://example.org/a.pdf", "https://example.org/b");
        (await community.Anybody.Get($"{meetup.Path}/links")).MustBe(401, "access.key_missing");
        (await other.Owner.Get($"meetups/{meetup.Id}/links")).MustBe(404, "meetup.not_found");
        var deck = (await community.Owner.Get($"{meetup.Path}/links")).MustBe(200).Json.GetProperty("links")[0];
        Assert.Equal(("deck", "https://example.org/a.pdf"), (deck.GetProperty("kind").GetString(), deck.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task the_command_line_looks_at_once_and_ends_with_1_when_a_link_is_broken()
    {
        await using var hosts = await Hosts.Start();
        var community = await server.NewCommunity();
        await WithLinks(community, $"{hosts.Address}/404", $"{hosts.Address}/200");
        var end = await ServerProgram.Run(
            new Dictionary<string, string?> { ["ConnectionStrings__EventOps"] = server.Database.ConnectionString, ["EventOps__AllowPrivateSinks"] = "true" },
            "links", "check", "--community", community.Name);
        Assert.Equal(1, end.ExitCode);
        Assert.Contains($"failing  not_found        {hosts.Address}/404", end.Output, StringComparison.Ordinal);
        Assert.Contains("2 links, 1 broken", end.Output, StringComparison.Ordinal);
    }

    private LinkTable Table => server.Services.GetRequiredService<LinkTable>();

    private Task<IReadOnlyList<KnownLink>> Round(TestCommunity community) =>
        server.Services.GetRequiredService<LinkRounds>().All(community.Name, CancellationToken.None);

    private static async Task<TestMeetup> WithLinks(TestCommunity community, string deck, string recording)
    {
        var meetup = await community.Scheduled();
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Slides, title = "Deck", url = deck });
        await Seen(meetup, await meetup.Done("add-recording", new { title = "Film", url = recording }));
        return meetup;
    }

    // The catalogue and the agenda are what links are gathered from.
    private static async Task Seen(TestMeetup meetup, Answer done)
    {
        (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={done.Position}")).MustBe(200);
        (await meetup.Community.Anybody.Get($"meetups?minPosition={done.Position}")).MustBe(200);
    }

    private static async Task<IReadOnlyList<string?>> States(TestMeetup meetup) =>
        [.. (await meetup.Community.Owner.Get($"{meetup.Path}/links")).MustBe(200).Json.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("state").GetString())];
}
