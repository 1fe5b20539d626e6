namespace EventOps.Server.Tests.Subscriptions;

/// <summary>What is refused of a subscription, by field, and to whom.</summary>
public sealed class SubscriptionShapeTests(ServerFixture server)
{
    [Theory]
    [InlineData("""{"name":""}""", "name:required")]
    [InlineData("""{"sink":"ftp://example.org"}""", "sink:not_a_link")]
    [InlineData("""{"sink":"https://example.org./"}""", "sink:odd_host")]
    [InlineData("""{"types":["slides"]}""", "types[0]:unknown_type")]
    [InlineData("""{"language":"fr"}""", "language:not_a_language")]
    [InlineData("""{"quietSeconds":86401}""", "quietSeconds:out_of_range")]
    [InlineData("""{"mode":"pigeon"}""", "mode:wrong_type")]
    [InlineData("""{"kind":"slack"}""", "kind:unknown_field")]
    [InlineData("""{"secret":"abc"}""", "secret:not_for_kind")]
    [InlineData("""{"target":{"room":"!a:b"}}""", "target.room:not_for_kind")]
    [InlineData("""{"filter":{"meetupIds":["x"]}}""", "filter.meetupIds[0]:wrong_type")]
    [InlineData("""{"filter":{"series":[""]}}""", "filter.series[0]:required")]
    [InlineData("""{"headers":{"Content-Type":"text/plain"}}""", "headers.Content-Type:reserved")]
    [InlineData("""{"headers":{"x y":"1"}}""", "headers.x y:not_a_header")]
    [InlineData("""{"headers":{"x-key":"a\nb"}}""", "headers.x-key:not_a_header_value")]
    [InlineData("""{"headers":{"x-key":7}}""", "headers.x-key:wrong_type")]
    [InlineData("""{"headers":{"x-key":"1","X-Key":"2"}}""", "headers.X-Key:duplicate_field")]
    public async Task a_revision_is_refused_by_field(string body, string field)
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        (await owner.Revise(created, body)).MustRefuse(field);
        Assert.Equal(1, (await owner.Get(created.Location!)).MustBe(200).Version);
    }

    [Theory]
    [InlineData("""{"name":"n","sink":"https://user:pw@example.org"}""", "sink:userinfo")]
    [InlineData("""{"name":"n","sink":"https://0x7f.1/"}""", "sink:odd_host")]
    [InlineData("""{"name":"n","sink":"http://oapi.example.org/robot","kind":"dingTalk"}""", "sink:wrong_host")]
    [InlineData("""{"name":"n","sink":"https://slack.example.org/services/T","kind":"slack"}""", "sink:wrong_host")]
    [InlineData("""{"name":"n","sink":"https://evil-logic.azure.com.example.org/x","kind":"teams"}""", "sink:wrong_host")]
    [InlineData("""{"name":"n","sink":"https://matrix.example.org","kind":"matrix"}""", "sink:wrong_host", "target.room:required", "secret:required")]
    [InlineData("""{"name":"n","sink":"https://api.telegram.org/","kind":"telegram","target":{"chat":"-1"}}""", "secret:required")]
    [InlineData("""{"name":"n","sink":"https://api.github.com","kind":"gitHub","secret":"t","target":{"owner":"a"}}""", "target.repository:required")]
    [InlineData("""{"name":"n","sink":"https://broker.example.org","kind":"rabbitMq","target":{"exchange":"e"}}""", "sink:not_a_link")]
    [InlineData("""{"name":"n","sink":"https://hooks.slack.com/services/T","kind":"slack","mode":"binary","handshake":true,"signature":"v1a"}""", "mode:not_for_kind", "handshake:not_for_kind", "signature:not_for_kind")]
    [InlineData("""{"name":"n","sink":"https://example.org","overlap":1}""", "overlap:unknown_field")]
    [InlineData("""{"name":"n","sink":7}""", "sink:wrong_type")]
    [InlineData("""{"name":"n","sink":""}""", "sink:required")]
    public async Task a_sink_must_fit_its_kind(string body, params string[] fields)
    {
        var community = await server.NewCommunity();
        (await community.Owner.Post("subscriptions", body)).MustRefuse(fields);
    }

    [Fact]
    public async Task rotation_is_refused_where_it_means_nothing()
    {
        var (owner, robot) = await server.Subscribed(new { name = "robot", sink = Subscribing.DingTalk, kind = "dingTalk" });
        (await owner.Post($"{robot.Location}/rotate-secret", null)).MustBe(409, "subscription.unsigned");
        (await owner.Post($"{robot.Location}/rotate-secret", new { overlapSeconds = 604_801 })).MustRefuse("overlapSeconds:out_of_range");
        (await owner.Post($"{robot.Location}/rotate-secret", new { overlapSeconds = -1 })).MustRefuse("overlapSeconds:out_of_range");
    }

    [Fact]
    public async Task another_communitys_key_finds_nothing_anywhere()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        var there = (await server.NewCommunity()).Owner;
        var path = $"subscriptions/{created.Json.GetProperty("subscriptionId").GetGuid()}";
        foreach (var post in (string[])["test", "pause", "resume", "rotate-secret"])
            (await there.Post($"{path}/{post}", null)).MustBe(404, "subscription.not_found");
        (await there.Post($"{path}/replay", new { fromPosition = 1 })).MustBe(404, "subscription.not_found");
        (await there.Get($"{path}/deliveries")).MustBe(404, "subscription.not_found");
        (await there.Get($"{path}/deliveries/1")).MustBe(404, "subscription.not_found");
        (await there.Send(HttpMethod.Patch, path, new StringContent("{}", null, "application/json"))).MustBe(404, "subscription.not_found");
        Assert.Equal(1, (await owner.Get(created.Location!)).MustBe(200).Version);
    }
}
