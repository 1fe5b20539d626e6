using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Server.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Access;

public sealed class BoundTests(BoundTests.Narrow narrow) : IClassFixture<BoundTests.Narrow>
{
    private readonly StreamServer server = narrow.Server;

    private static object Wish(string name) => new { name, sink = "https://example.org/hook" };

    [Fact]
    public async Task a_community_has_so_many_subscriptions_and_no_more_however_many_ask_at_once()
    {
        var (one, other) = (await server.NewCommunity("subscribed"), await server.NewCommunity("subscribed-too"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => one.Owner.Post("subscriptions", Wish($"s-{i}"), ("Idempotency-Key", $"k-{i}"))));
        Assert.Equal(3, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(3, answer.MustBe(409, "subscription.too_many").Json.GetProperty("most").GetInt32()));
        (await one.Owner.Post("subscriptions?dryRun=true", Wish("dry"))).MustBe(409, "subscription.too_many");
        (await other.Owner.Post("subscriptions", Wish("theirs"))).MustBe(201);

        // What is there may be asked for again, and what is deleted makes room.
        var made = Array.FindIndex(answers, answer => answer.Status == 201);
        Assert.Equal(answers[made].Text, (await one.Owner.Post("subscriptions", Wish($"s-{made}"), ("Idempotency-Key", $"k-{made}"))).MustBe(201).Text);
        var id = answers[made].Json.GetProperty("subscriptionId").GetGuid();
        (await one.Owner.Send(HttpMethod.Delete, $"subscriptions/{id}", null)).MustBe(204);
        (await one.Owner.Post("subscriptions?dryRun=true", Wish("dry"))).MustBe(200);
        (await one.Owner.Post("subscriptions", Wish("next"))).MustBe(201);
        (await one.Owner.Post("subscriptions", Wish("one more"))).MustBe(409, "subscription.too_many");
        Assert.Equal(4, await Deliveries.CountOf(server.Database, "mt_streams where tenant_id = 'subscribed' and type = 'subscription'"));
    }

    [Fact]
    public async Task another_node_waits_until_the_first_has_appended()
    {
        using var here = Another();
        using var there = Another();
        var (counted, appended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = here.Run("one", async _ => { counted.SetResult(); await appended.Task; return 1; }, CancellationToken.None);
        await counted.Task;
        var second = there.Run("one", _ => Task.FromResult(appended.Task.IsCompleted), CancellationToken.None);
        await Eventually.Sees(
            () => Deliveries.CountOf(server.Database, "pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database() where locktype = 'advisory' and not granted"),
            waiting => waiting == 1, "one that waits");
        Assert.False(second.IsCompleted);
        appended.SetResult();
        Assert.Equal((1, true), (await first, await second));
    }

    [Fact]
    public async Task a_community_has_so_many_keys_and_no_more_however_many_ask_at_once()
    {
        var (one, other) = (await server.NewCommunity("opened"), await server.NewCommunity("opened-too"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => one.Owner.Post("keys", new { name = $"k-{i}", role = "bot" }, i % 2 == 0 ? [("Idempotency-Key", $"k-{i}")] : [])));
        Assert.Equal(2, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(3, answer.MustBe(409, "key.too_many").Json.GetProperty("most").GetInt32()));
        Assert.Equal(3, (await one.Owner.Get("keys")).MustBe(200).Json.GetProperty("keys").GetArrayLength());
        (await other.Owner.Post("keys", new { name = "theirs", role = "bot" })).MustBe(201);

        var id = answers.First(answer => answer.Status == 201).Json.GetProperty("key").GetProperty("keyId").GetGuid();
        (await one.Owner.Post($"keys/{id}/rotate", null)).MustBe(200);
        (await one.Owner.Send(HttpMethod.Delete, $"keys/{id}", null)).MustBe(204);
        (await one.Owner.Post("keys", new { name = "next", role = "bot" }, ("Idempotency-Key", "next"))).MustBe(201);
        (await one.Owner.Post("keys", new { name = "next", role = "bot" }, ("Idempotency-Key", "next"))).MustBe(409, "key.shown_already");
        (await one.Owner.Post("keys", new { name = "one more", role = "bot" })).MustBe(409, "key.too_many");
    }

    private SubscriptionBound Another() => new(
        server.Services.GetRequiredService<EventStoreModule>(), server.Services.GetRequiredService<NpgsqlDataSource>(), new LimitSettings());

    /// <summary>A server on which communities have three of each and no more.</summary>
    public sealed class Narrow : IAsyncLifetime
    {
        private StreamServer? server;

        internal StreamServer Server => server!;

        public async ValueTask InitializeAsync() => server = await StreamServer.Start(("EventOps:Limits:Subscriptions", 3), ("EventOps:Limits:Keys", 3));

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
