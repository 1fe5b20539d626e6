using System.Text.Json;

namespace EventOps.Server.Tests.Subscriptions;

/// <summary>What an owner does with a subscription that is there: revise, pause, rotate, replay, look.</summary>
public sealed class SubscriptionLifeTests(ServerFixture server)
{
    private const string DingTalk = "https://oapi.dingtalk.com/robot/send?access_token=t0p-s3cret";

    [Fact]
    public async Task a_revision_changes_what_it_names_and_nothing_else()
    {
        var (owner, created) = await Subscribed(new { name = "bot", sink = "https://example.org/hook", types = new[] { "eventops.slides.*" } });
        var revised = (await Patch(owner, created, """{"name":"better","quietSeconds":60,"filter":{"tags":["云原生"]}}""")).MustBe(200);

        var read = (await owner.Get(created.Location!)).MustBe(200).Json;
        Assert.Equal(("better", 60, "active"), (Text(read, "name"), read.GetProperty("quietSeconds").GetInt32(), Text(read, "state")));
        Assert.Equal(["eventops.slides.*"], read.GetProperty("types").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("云原生", read.GetProperty("filter").GetProperty("tags")[0].GetString());
        Assert.True(revised.Position > created.Position);
        Assert.Equal(2, (await Patch(owner, created, """{"name":"better"}""")).MustBe(200).Version);
        (await Patch(owner, created, """{"name":"late"}""", ("If-Match", "\"1\""))).MustBe(412, "subscription.version_mismatch");
    }

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
        var (owner, created) = await Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        (await Patch(owner, created, body)).MustRefuse(field);
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
    public async Task a_robots_address_and_every_other_secret_are_never_shown()
    {
        string[] secrets = ["t0p-s3cret", "SECr0bot", "Bearer b3arer", "qu3ry-token"];
        var community = await server.NewCommunity();
        var owner = community.Owner;
        var answers = new List<Answer>
        {
            await owner.Post("subscriptions", new { name = "robot", sink = DingTalk, kind = "dingTalk", secret = "SECr0bot" }),
            await owner.Post("subscriptions", """{"name":"bot","sink":"https://example.org/hook?key=qu3ry-token","headers":{"Authorization":"Bearer b3arer"}}"""),
        };
        var (robot, bot) = (answers[0].MustBe(201), answers[1].MustBe(201));
        foreach (var path in (string[])[robot.Location!, bot.Location!, $"subscriptions?minPosition={bot.Position}", $"{bot.Location}/deliveries"])
            answers.Add((await owner.Get(path)).MustBe(200));
        answers.Add((await Patch(owner, robot, """{"name":"robot 2"}""")).MustBe(200));

        foreach (var (answer, secret) in answers.SelectMany(answer => secrets.Select(secret => (answer, secret))))
            Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
        Assert.Equal("https://oapi.dingtalk.com/…", Text(robot.Json, "sink"));
        Assert.Equal("https://example.org/hook?…", Text(bot.Json, "sink"));
        Assert.Equal("Authorization", (await owner.Get(bot.Location!)).Json.GetProperty("headers")[0].GetString());
        // Neither in the log, nor readable in any table.
        var ids = string.Join(',', new[] { robot, bot }.Select(a => $"'{a.Json.GetProperty("subscriptionId").GetGuid()}'"));
        foreach (var secret in secrets)
        {
            Assert.Equal(0, await Deliveries.CountOf(server.Database, $"mt_events where stream_id in ({ids}) and data::text like '%{secret}%'"));
            Assert.Equal(0, await Deliveries.CountOf(server.Database, $"eventops_subscriptions s where s::text like '%{secret}%'"));
            Assert.Equal(0, await Deliveries.CountOf(server.Database, $"eventops_sealed_values where encode(sealed, 'escape') like '%{secret}%'"));
        }

        Assert.Equal(5, await Deliveries.CountOf(server.Database, $"eventops_sealed_values where subscription_id in ({ids})"));
    }

    [Fact]
    public async Task extra_headers_go_along_and_a_new_address_is_used()
    {
        var (first, second) = (await server.NewReceiver(), await server.NewReceiver());
        var (owner, created) = await Subscribed(new { name = "bot", sink = $"{first.Sink}?token=1" });
        (await Patch(owner, created, $$$"""{"sink":"{{{second.Sink}}}?token=2","headers":{"X-Key":"k1"}}""")).MustBe(200);
        (await owner.Post($"{created.Location}/test", null)).MustBe(200);

        var message = await second.Next();
        Assert.True(first.IsEmpty);
        Assert.Equal("k1", message.Headers["X-Key"]);
    }

    [Fact]
    public async Task a_paused_one_collects_and_a_resumed_one_sends_what_was_collected()
    {
        var (paused, witness) = (await server.NewReceiver(), await server.NewReceiver());
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var owner = meetup.Community.Owner;
        var created = (await owner.Post("subscriptions", new { name = "p", sink = paused.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        (await owner.Post("subscriptions", new { name = "w", sink = witness.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        var answer = (await owner.Post($"{created.Location}/pause", new { reason = "Holiday" })).MustBe(200);
        Assert.Equal(("paused", "Holiday"), (Text(answer.Json, "state"), Text(answer.Json, "reason")));
        var published = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await witness.Next();

        var waiting = (await owner.Get($"{created.Location}/deliveries?state=pending")).MustBe(200).Json.GetProperty("deliveries");
        Assert.Equal(published.Position, Assert.Single(waiting.EnumerateArray()).GetProperty("position").GetInt64());
        Assert.True(paused.IsEmpty);
        Assert.Equal("active", Text((await owner.Post($"{created.Location}/resume", null)).MustBe(200).Json, "state"));
        Assert.Equal("eventops.slides.published.v1", (await paused.Next()).Type);
    }

    [Fact]
    public async Task after_a_rotation_both_secrets_sign_and_without_overlap_only_the_new_one()
    {
        var receiver = await server.NewReceiver();
        var (owner, created) = await Subscribed(new { name = "bot", sink = receiver.Sink });
        var first = Text(created.Json, "secret")!;
        var second = Text((await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(200).Json, "secret")!;
        (await owner.Post($"{created.Location}/test", null)).MustBe(200);
        var both = await receiver.Next();
        Assert.True(both.IsSignedWith(first) && both.IsSignedWith(second));

        var third = Text((await owner.Post($"{created.Location}/rotate-secret", new { overlapSeconds = 0 })).MustBe(200).Json, "secret")!;
        (await owner.Post($"{created.Location}/test", null)).MustBe(200);
        var last = await receiver.Next();
        Assert.True(last.IsSignedWith(third));
        Assert.False(last.IsSignedWith(first) || last.IsSignedWith(second));
    }

    [Fact]
    public async Task two_rotations_at_once_are_two_secrets_that_both_sign()
    {
        var receiver = await server.NewReceiver();
        var (owner, created) = await Subscribed(new { name = "bot", sink = receiver.Sink });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => owner.Post($"{created.Location}/rotate-secret", null)));
        var secrets = answers.Select(answer => Text(answer.MustBe(200).Json, "secret")!).Append(Text(created.Json, "secret")!).ToList();
        Assert.Equal(5, secrets.Distinct().Count());

        (await owner.Post($"{created.Location}/test", null)).MustBe(200);
        var message = await receiver.Next();
        Assert.All(secrets, secret => Assert.True(message.IsSignedWith(secret)));
    }

    [Fact]
    public async Task the_same_rotation_again_is_one_rotation_and_shows_its_secret()
    {
        var (owner, created) = await Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            owner.Post($"{created.Location}/rotate-secret", new { overlapSeconds = 60 }, ("Idempotency-Key", "once"))));
        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(200).Text, answer.MustBe(200).Text));
        Assert.Equal(2, (await owner.Get(created.Location!)).Version);
    }

    [Fact]
    public async Task rotation_is_refused_where_it_means_nothing()
    {
        var (owner, robot) = await Subscribed(new { name = "robot", sink = DingTalk, kind = "dingTalk" });
        (await owner.Post($"{robot.Location}/rotate-secret", null)).MustBe(409, "subscription.unsigned");
        (await owner.Post($"{robot.Location}/rotate-secret", new { overlapSeconds = 604_801 })).MustRefuse("overlapSeconds:out_of_range");
        (await owner.Post($"{robot.Location}/rotate-secret", new { overlapSeconds = -1 })).MustRefuse("overlapSeconds:out_of_range");
    }

    [Fact]
    public async Task a_signature_of_two_keys_shows_the_public_one()
    {
        var (owner, created) = await Subscribed(new { name = "bot", sink = "https://example.org/hook", signature = "v1a" });
        Assert.StartsWith("whpk_", Text(created.Json, "publicKey"), StringComparison.Ordinal);
        Assert.False(created.Json.TryGetProperty("secret", out _));
        var rotated = (await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(200).Json;
        Assert.NotEqual(Text(created.Json, "publicKey"), Text(rotated, "publicKey"));
    }

    [Fact]
    public async Task a_replay_says_what_will_be_sent_again()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var owner = meetup.Community.Owner;
        var created = (await owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook" })).MustBe(201);
        var replay = (await owner.Post($"{created.Location}/replay", new { fromPosition = 1, untilPosition = created.Position, onlyFailed = true })).MustBe(202).Json;
        Assert.Equal((1, created.Position), (replay.GetProperty("fromPosition").GetInt64(), replay.GetProperty("untilPosition").GetInt64()));
        var since = (await owner.Post($"{created.Location}/replay", """{"since":"-9998-01-01T00:00:00Z"}""")).MustBe(202).Json;
        Assert.InRange(since.GetProperty("fromPosition").GetInt64(), 1, created.Position);

        (await owner.Post($"{created.Location}/replay", """{"since":"9999-12-31T23:59:59Z"}""")).MustBe(422, "subscription.replay_range");
        (await owner.Post($"{created.Location}/replay", "{}")).MustRefuse("fromPosition:required");
        (await owner.Post($"{created.Location}/replay", """{"fromPosition":0}""")).MustRefuse("fromPosition:out_of_range");
        (await owner.Post($"{created.Location}/replay", """{"fromPosition":1,"since":"2021-12-18T05:00:00Z"}""")).MustRefuse("fromPosition:required");
        (await owner.Post($"{created.Location}/replay", """{"fromPosition":5,"untilPosition":4}""")).MustBe(422, "subscription.replay_range");
        (await owner.Post($"{created.Location}/replay", """{"since":"yesterday"}""")).MustRefuse("since:wrong_type");
    }

    [Fact]
    public async Task a_delivery_shows_what_was_sent_and_answered()
    {
        var receiver = await server.NewReceiver();
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var owner = meetup.Community.Owner;
        var created = (await owner.Post("subscriptions", $$$"""{"name":"bot","sink":"{{{receiver.Sink}}}","types":["eventops.slides.*"],"headers":{"x-key":"k3y"}}""")).MustBe(201);
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var message = await receiver.Next();

        var line = (await Eventually.Sees(
            () => owner.Get($"{created.Location}/deliveries?state=delivered&limit=1"),
            answer => answer.Json.GetProperty("deliveries").GetArrayLength() == 1, "the delivery")).Json.GetProperty("deliveries")[0];
        Assert.Equal(message.Id, Text(line, "eventId"));
        Assert.Equal(204, Assert.Single(line.GetProperty("attempts").EnumerateArray()).GetProperty("status").GetInt32());
        var one = (await owner.Get($"{created.Location}/deliveries/{line.GetProperty("deliveryId")}")).MustBe(200);
        Assert.Equal(message.Json.GetRawText(), one.Json.GetProperty("message").GetRawText());
        Assert.Equal("…", Text(one.Json.GetProperty("request").GetProperty("headers"), "x-key"));
        Assert.DoesNotContain("k3y", one.Text, StringComparison.Ordinal);
        (await owner.Get($"{created.Location}/deliveries/{long.MaxValue}")).MustBe(404, "delivery.not_found");
        (await owner.Get($"{created.Location}/deliveries?state=lost&limit=0&before=x")).MustRefuse("before:out_of_range", "limit:out_of_range", "state:unknown_state");
    }

    [Fact]
    public async Task creation_can_send_a_test_and_warns_when_it_does_not_arrive()
    {
        var receiver = await server.NewReceiver();
        var owner = (await server.NewCommunity()).Owner;
        var good = (await owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, test = true })).MustBe(201).Json;
        Assert.True(good.GetProperty("test").GetProperty("delivered").GetBoolean());
        var bad = (await owner.Post("subscriptions", new { name = "bot", sink = "http://127.0.0.1:1/hook", test = true })).MustBe(201).Json;
        Assert.Equal("sink.test_failed", Text(bad.GetProperty("warnings")[0], "code"));
    }

    [Fact]
    public async Task the_same_subscription_again_changes_nothing_and_shows_no_secret()
    {
        var owner = (await server.NewCommunity()).Owner;
        var request = new { subscriptionId = Guid.CreateVersion7(), name = "robot", sink = DingTalk, kind = "dingTalk", secret = "SEC1" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => owner.Post("subscriptions", request)));
        Assert.All(answers, answer => Assert.Equal(1, answer.MustBe(201).Version));
        (await owner.Post("subscriptions", request with { secret = "SEC2" })).MustBe(409, "subscription.id_taken");

        var bot = new { subscriptionId = Guid.CreateVersion7(), name = "bot", sink = "https://example.org/hook" };
        Assert.True((await owner.Post("subscriptions", bot)).MustBe(201).Json.TryGetProperty("secret", out _));
        Assert.False((await owner.Post("subscriptions", bot)).MustBe(201).Json.TryGetProperty("secret", out _));
    }

    [Fact]
    public async Task the_list_goes_on_where_a_page_ends()
    {
        var owner = (await server.NewCommunity()).Owner;
        var last = default(Answer);
        foreach (var name in (string[])["a", "b", "c"])
            last = (await owner.Post("subscriptions", new { name, sink = "https://example.org/hook" })).MustBe(201);
        var first = (await owner.Get($"subscriptions?limit=2&minPosition={last!.Position}")).MustBe(200);
        var second = (await owner.Get(first.Next!)).MustBe(200);
        Assert.Equal(["a", "b", "c"], Names(first).Concat(Names(second)));
        Assert.Null(second.Next);
        (await owner.Get("subscriptions?limit=201&after=-1")).MustRefuse("after:out_of_range", "limit:out_of_range");
    }

    [Fact]
    public async Task another_communitys_key_finds_nothing_anywhere()
    {
        var (owner, created) = await Subscribed(new { name = "bot", sink = "https://example.org/hook" });
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

    private async Task<(Asker Owner, Answer Created)> Subscribed(object request)
    {
        var owner = (await server.NewCommunity()).Owner;
        return (owner, (await owner.Post("subscriptions", request)).MustBe(201));
    }

    private static Task<Answer> Patch(Asker owner, Answer created, string body, params (string Name, string Value)[] headers) =>
        owner.Send(HttpMethod.Patch, created.Location!, new StringContent(body, null, "application/json"), headers);

    private static IEnumerable<string?> Names(Answer list) =>
        list.Json.GetProperty("subscriptions").EnumerateArray().Select(s => Text(s, "name"));

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
