namespace EventOps.Server.Tests.Subscriptions;

/// <summary>Changes of a subscription tried without being carried out.</summary>
public sealed class SubscriptionDryRunTests(ServerFixture server)
{
    [Fact]
    public async Task a_subscription_that_was_made_dry_is_not_there_and_no_secret_of_it_is_kept()
    {
        var receiver = await server.NewReceiver();
        var community = await server.NewCommunity();
        var dry = (await community.Owner.Post(
            "subscriptions?dryRun=true", new { name = "bot", sink = receiver.Sink + "?token=1", headers = new Dictionary<string, string> { ["x-key"] = "k" }, test = true })).MustBe(200);
        Assert.Equal("subscription_created", Assert.Single(dry.Json.GetProperty("events").EnumerateArray()).Text("type"));
        Assert.Equal("[]", (await community.Owner.Get("subscriptions")).Json.GetProperty("subscriptions").GetRawText());
        Assert.Equal(0, await Deliveries.CountOf(server.Database, $"eventops_sealed_values where tenant_id = '{community.Name}'"));
        Assert.True(receiver.IsEmpty);
    }

    [Theory]
    [InlineData("PATCH", "", """{"name":"better","sink":"https://example.org/other?token=2"}""", "subscription_revised")]
    [InlineData("POST", "/pause", "{}", "subscription_paused")]
    [InlineData("POST", "/rotate-secret", "{}", "subscription_secret_rotated")]
    [InlineData("POST", "/replay", """{"fromPosition":1}""", "subscription_replayed")]
    [InlineData("DELETE", "", null, "subscription_deleted")]
    public async Task a_dry_change_names_its_event_and_changes_nothing(string method, string way, string? body, string happened)
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook?token=1" });
        var before = (await owner.Get(created.Location!)).MustBe(200);
        using var content = body is null ? null : new StringContent(body, null, "application/json");
        var dry = (await owner.Send(new(method), $"{created.Location}{way}?dryRun=true", content, ("Idempotency-Key", "k"))).MustBe(200);
        Assert.Equal(happened, Assert.Single(dry.Json.GetProperty("events").EnumerateArray()).Text("type"));
        Assert.Equal(before.Bytes, (await owner.Get(created.Location!)).Bytes);
        using var again = body is null ? null : new StringContent(body, null, "application/json");
        Assert.InRange((await owner.Send(new(method), $"{created.Location}{way}", again, ("Idempotency-Key", "k"))).Status, 200, 204);
    }

    [Fact]
    public async Task a_dry_change_is_refused_as_the_real_one()
    {
        var (owner, created) = await server.Subscribed(new { name = "bot", sink = "https://example.org/hook" });
        (await owner.Post($"{created.Location}/replay?dryRun=true", """{"fromPosition":5,"untilPosition":4}""")).MustBe(422, "subscription.replay_range");
        (await owner.Post($"{created.Location}/pause?dryRun=true", "{}", ("If-Match", "\"7\""))).MustBe(412, "subscription.version_mismatch");
        (await owner.Post($"subscriptions/{Guid.CreateVersion7()}/resume?dryRun=true", null)).MustBe(404, "subscription.not_found");
    }
}
