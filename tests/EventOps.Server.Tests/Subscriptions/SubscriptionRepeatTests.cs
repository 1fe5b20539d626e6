namespace EventOps.Server.Tests.Subscriptions;

/// <summary>The same change of a subscription again under one key: the first answer, whatever happened since.</summary>
public sealed class SubscriptionRepeatTests(ServerFixture server)
{
    private static readonly (string, string) Key = ("Idempotency-Key", "one-request");

    [Theory]
    [InlineData("PATCH", "", """{"name":"better"}""")]
    [InlineData("POST", "/pause", """{"reason":"R"}""")]
    [InlineData("POST", "/rotate-secret", """{"overlapSeconds":60}""")]
    [InlineData("POST", "/replay", """{"fromPosition":1}""")]
    public async Task a_repeat_gets_the_first_answer_byte_for_byte(string method, string way, string body)
    {
        var community = await server.NewCommunity();
        var owner = community.Owner;
        var created = (await owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook", types = new[] { "eventops.recap.*" } })).MustBe(201);
        var first = await Send();
        Assert.InRange(first.Status, 200, 202);
        await community.Scheduled();
        (await owner.Revise(created, """{"name":"later","quietSeconds":60}""")).MustBe(200);
        (await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(200);
        var version = (await owner.Get(created.Location!)).Version;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Send()));
        Assert.All(answers, again => Assert.Equal((first.Status, first.Text, first.ETag), (again.Status, again.Text, again.ETag)));
        Assert.Equal(version, (await owner.Get(created.Location!)).Version);
        using var other = new StringContent("""{"name":"other"}""", null, "application/json");
        (await owner.Send(HttpMethod.Patch, created.Location!, other, Key)).MustBe(409, "request.idempotency_key_reused");

        async Task<Answer> Send()
        {
            using var content = new StringContent(body, null, "application/json");
            return await owner.Send(new(method), created.Location + way, content, Key);
        }
    }

    [Fact]
    public async Task thirty_two_at_once_make_one_subscription_with_one_secret()
    {
        var community = await server.NewCommunity();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => community.Owner.Post(
            "subscriptions", new { name = "bot", sink = "https://example.org/hook" }, Key)));
        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(201).Text, answer.Text));
        var list = (await community.Owner.Get($"subscriptions?minPosition={answers[0].Position}")).MustBe(200).Json.GetProperty("subscriptions");
        Assert.Single(list.EnumerateArray());
    }

    [Fact]
    public async Task a_repeated_end_is_an_end()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        (await owner.Send(HttpMethod.Delete, created.Location!, null, Key)).MustBe(204);
        (await owner.Send(HttpMethod.Delete, created.Location!, null, Key)).MustBe(204);
        (await owner.Get(created.Location!)).MustBe(404, "subscription.not_found");
    }
}
