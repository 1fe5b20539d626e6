namespace EventOps.Server.Tests.Subscriptions;

/// <summary>Secrets of subscriptions: shown once, changed without a gap, told nobody.</summary>
public sealed class SubscriptionSecretsTests(ServerFixture server)
{
    [Fact]
    public async Task a_robots_address_and_every_other_secret_are_never_shown()
    {
        string[] secrets = ["t0p-s3cret", "SECr0bot", "Bearer b3arer", "qu3ry-token"];
        var community = await server.NewCommunity();
        var owner = community.Owner;
        var answers = new List<Answer>
        {
            await owner.Post("subscriptions", new { name = "robot", sink = Subscribing.DingTalk, kind = "dingTalk", secret = "SECr0bot" }),
            await owner.Post("subscriptions", """{"name":"bot","sink":"https://example.org/hook?key=qu3ry-token","headers":{"Authorization":"Bearer b3arer"}}"""),
        };
        var (robot, bot) = (answers[0].MustBe(201), answers[1].MustBe(201));
        foreach (var path in (string[])[robot.Location!, bot.Location!, $"subscriptions?minPosition={bot.Position}", $"{bot.Location}/deliveries"])
            answers.Add((await owner.Get(path)).MustBe(200));
        answers.Add((await owner.Revise(robot, """{"name":"robot 2"}""")).MustBe(200));

        foreach (var (answer, secret) in answers.SelectMany(answer => secrets.Select(secret => (answer, secret))))
            Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
        Assert.Equal("https://oapi.dingtalk.com/…", robot.Json.Text("sink"));
        Assert.Equal("https://example.org/hook?…", bot.Json.Text("sink"));
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
    public async Task after_a_rotation_both_secrets_sign_and_without_overlap_only_the_new_one()
    {
        var receiver = await server.NewReceiver();
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = receiver.Sink });
        var first = created.Json.Text("secret")!;
        var second = (await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(200).Json.Text("secret")!;
        (await owner.Post($"{created.Location}/test", null)).MustBe(200);
        var both = await receiver.Next();
        Assert.True(both.IsSignedWith(first) && both.IsSignedWith(second));

        var third = (await owner.Post($"{created.Location}/rotate-secret", new { overlapSeconds = 0 })).MustBe(200).Json.Text("secret")!;
        (await owner.Post($"{created.Location}/test", null)).MustBe(200);
        var last = await receiver.Next();
        Assert.True(last.IsSignedWith(third));
        Assert.False(last.IsSignedWith(first) || last.IsSignedWith(second));
    }

    [Fact]
    public async Task two_rotations_at_once_are_two_secrets_that_both_sign()
    {
        var receiver = await server.NewReceiver();
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = receiver.Sink });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => owner.Post($"{created.Location}/rotate-secret", null)));
        var secrets = answers.Select(answer => answer.MustBe(200).Json.Text("secret")!).Append(created.Json.Text("secret")!).ToList();
        Assert.Equal(5, secrets.Distinct().Count());

        (await owner.Post($"{created.Location}/test", null)).MustBe(200);
        var message = await receiver.Next();
        Assert.All(secrets, secret => Assert.True(message.IsSignedWith(secret)));
    }

    [Fact]
    public async Task the_same_rotation_again_is_one_rotation_and_shows_its_secret()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            owner.Post($"{created.Location}/rotate-secret", new { overlapSeconds = 60 }, ("Idempotency-Key", "once"))));
        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(200).Text, answer.MustBe(200).Text));
        Assert.Equal(2, (await owner.Get(created.Location!)).Version);
    }

    [Fact]
    public async Task a_signature_of_two_keys_shows_the_public_one()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook", signature = "v1a" });
        Assert.StartsWith("whpk_", created.Json.Text("publicKey"), StringComparison.Ordinal);
        Assert.False(created.Json.TryGetProperty("secret", out _));
        var rotated = (await owner.Post($"{created.Location}/rotate-secret", null)).MustBe(200).Json;
        Assert.NotEqual(created.Json.Text("publicKey"), rotated.Text("publicKey"));
    }
}
