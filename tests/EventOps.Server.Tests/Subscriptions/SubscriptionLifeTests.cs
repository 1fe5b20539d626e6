using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Server.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Subscriptions;

/// <summary>What an owner does with a subscription that is there: revise, pause, replay, look.</summary>
public sealed class SubscriptionLifeTests(ServerFixture server)
{
    [Fact]
    public async Task a_revision_changes_what_it_names_and_nothing_else()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook", types = new[] { "eventops.slides.*" } });
        var revised = (await owner.Revise(created, """{"name":"better","quietSeconds":60,"filter":{"tags":["云原生"]}}""")).MustBe(200);

        var read = (await owner.Get(created.Location!)).MustBe(200).Json;
        Assert.Equal(("better", 60, "active"), (read.Text("name"), read.GetProperty("quietSeconds").GetInt32(), read.Text("state")));
        Assert.Equal(["eventops.slides.*"], read.GetProperty("types").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("云原生", read.GetProperty("filter").GetProperty("tags")[0].GetString());
        Assert.True(revised.Position > created.Position);
        Assert.Equal(2, (await owner.Revise(created, """{"name":"better"}""")).MustBe(200).Version);
        (await owner.Revise(created, """{"name":"late"}""", ("If-Match", "\"1\""))).MustBe(412, "subscription.version_mismatch");
    }

    [Fact]
    public async Task extra_headers_go_along_and_a_new_address_is_used()
    {
        var (first, second) = (await server.NewReceiver(), await server.NewReceiver());
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = $"{first.Sink}?token=1" });
        (await owner.Revise(created, $$$"""{"sink":"{{{second.Sink}}}?token=2","headers":{"X-Key":"k1"}}""")).MustBe(200);
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
        Assert.Equal(("paused", "Holiday"), (answer.Json.Text("state"), answer.Json.Text("reason")));
        var published = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await witness.Next();

        var waiting = (await owner.Get($"{created.Location}/deliveries?state=pending")).MustBe(200).Json.GetProperty("deliveries");
        Assert.Equal(published.Position, Assert.Single(waiting.EnumerateArray()).GetProperty("position").GetInt64());
        Assert.True(paused.IsEmpty);
        Assert.Equal("active", (await owner.Post($"{created.Location}/resume", null)).MustBe(200).Json.Text("state"));
        Assert.Equal("eventops.slides.published.v1", (await paused.Next()).Type);
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
    public async Task a_disabled_one_is_resumed_before_anything_else()
    {
        var community = await server.NewCommunity();
        var created = (await community.Owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook" })).MustBe(201);
        var id = created.Json.GetProperty("subscriptionId").GetGuid();
        await server.Services.GetRequiredService<SubscriptionDesk>().Decide(
            community.Name, id, new DisableSubscription("410 Gone").Decide, CommandOptions.None, CancellationToken.None);

        var refused = (await community.Owner.Post($"{created.Location}/pause", "{}")).MustBe(409, "subscription.disabled");
        Assert.Equal("410 Gone", refused.Json.Text("reason"));
        (await community.Owner.Post($"{created.Location}/replay", new { fromPosition = 1 })).MustBe(409, "subscription.disabled");
        (await community.Owner.Post($"{created.Location}/resume", null)).MustBe(200);
        (await community.Owner.Post($"{created.Location}/pause", "{}")).MustBe(200);
    }

    [Fact]
    public async Task ten_secrets_sign_at_most()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        for (var i = 0; i < 9; i++)
            (await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(200);
        (await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(409, "subscription.too_many_secrets");
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
        Assert.Equal(message.Id, line.Text("eventId"));
        Assert.Equal(204, Assert.Single(line.GetProperty("attempts").EnumerateArray()).GetProperty("status").GetInt32());
        var one = (await owner.Get($"{created.Location}/deliveries/{line.GetProperty("deliveryId")}")).MustBe(200);
        Assert.Equal(message.Json.GetRawText(), one.Json.GetProperty("message").GetRawText());
        Assert.Equal("…", one.Json.GetProperty("request").GetProperty("headers").Text("x-key"));
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
        Assert.Equal("sink.test_failed", bad.GetProperty("warnings")[0].Text("code"));
    }

    [Fact]
    public async Task the_same_subscription_again_changes_nothing_and_shows_no_secret()
    {
        var owner = (await server.NewCommunity()).Owner;
        var request = new { subscriptionId = Guid.CreateVersion7(), name = "robot", sink = Subscribing.DingTalk, kind = "dingTalk", secret = "SEC1" };
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

    private static IEnumerable<string?> Names(Answer list) =>
        list.Json.GetProperty("subscriptions").EnumerateArray().Select(s => s.Text("name"));
}
