namespace EventOps.Server.Tests.Nodes;

/// <summary>Every node answers from its own memory, and none is behind what it was asked to include.</summary>
public sealed class ReadTests
{
    [Fact]
    public async Task a_change_through_one_node_is_read_on_all_with_the_same_etag()
    {
        await using var nodes = await SeveralNodes.Start(3);
        var communities = nodes.Servers.Select(TestCommunity.Of).ToList();
        var meetup = await communities[0].Scheduled();
        const string Agenda = "meetups/spring-meetup/agenda";
        string? before = null;
        for (var round = 0; round < 6; round++)
        {
            var writer = communities[round % 3];
            var position = (await writer.Owner.Post($"{meetup.Path}/revise-event", new { title = $"Title {round}" })).MustBe(200).Position;
            var answers = await Task.WhenAll(communities.Select(c => c.UpTo(position, Agenda)));
            Assert.All(answers, answer => Assert.Equal($"Title {round}", answer.MustBe(200).Json.GetProperty("meetup").GetProperty("title").GetString()));
            var etag = Assert.Single(answers.Select(answer => answer.ETag).Distinct())!;
            Assert.NotEqual(before, etag);
            foreach (var community in communities)
            {
                (await community.Anybody.Get(Agenda, ("If-None-Match", etag))).MustBe(304);
                if (before is not null)
                    (await community.Anybody.Get(Agenda, ("If-None-Match", before))).MustBe(200);
            }

            before = etag;
        }

        var ahead = await nodes.Scalar<long>("select max(seq_id) + 1 from mt_events");
        foreach (var community in communities)
            (await community.Anybody.Get($"{Agenda}?minPosition={ahead}")).MustBe(503, "read.behind");
    }
}
