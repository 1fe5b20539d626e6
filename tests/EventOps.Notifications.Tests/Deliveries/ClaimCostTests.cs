using System.Text.Json;
using EventOps.Notifications.Deliveries;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>What a look costs that finds nothing, or one delivery among thousands of subscriptions.</summary>
public sealed class ClaimCostTests
{
    private const int Subscriptions = 5_000;

    [Fact]
    public async Task a_look_at_thousands_of_subscriptions_touches_only_those_with_something_due()
    {
        await using var world = await World.Create();
        var (one, _) = await world.Subscribe("http://127.0.0.1:1/hook");
        await world.Happened(History.Scheduled);
        await world.FanOut();
        // Some wait for a retry tomorrow, some for nothing, and one thousand are paused with something due.
        await world.Rows<int>(
            "insert into eventops_lanes (tenant_id, subscription_id, open, ordered, next_due) " +
            "select 'sofa', gen_random_uuid(), n % 5 > 0, n % 2 = 0, case n % 5 when 0 then now() - interval '1 hour' " +
            $"when 1 then now() + interval '1 day' end from generate_series(1, {Subscriptions}) n returning 1");
        await world.Rows<int>("analyze eventops_lanes; analyze eventops_deliveries; select 1");

        Assert.InRange(await Blocks(world), 1, 200);

        var queue = new DeliveryQueue(world.Store.Database, world.Options);
        var (taken, more) = await queue.Take(new(16, 8, new Dictionary<SubscriberKey, int>()), world.Clock.GetUtcNow(), World.Soon);
        Assert.Equal(one, Assert.Single(taken).Subscriber.Id);
        Assert.False(more);
        Assert.InRange(await Blocks(world), 1, 60);
    }

    [Fact]
    public async Task a_claim_among_thousands_that_wait_goes_through_few_of_them_though_it_was_planned_before_they_came()
    {
        const int Waiting = 10_000;
        const int Places = 16;
        await using var world = await World.Create();
        await world.Subscribe("http://127.0.0.1:1/hook");
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await world.KeepPlans("eventops_deliveries");
        var queue = new DeliveryQueue(world.Store.Lookups, world.Options);
        for (var planned = 0; planned < 3; planned++)
            await Take(queue, world, Places);
        await world.Rows<int>(
            "insert into eventops_deliveries (tenant_id, subscription_id, position, state, due) " +
            $"select tenant_id, subscription_id, position + n, 'pending', due from eventops_deliveries, generate_series(1, {Waiting}) n; " +
            "insert into eventops_messages select position + n, gen_random_uuid(), type, body from eventops_messages, " +
            $"generate_series(1, {Waiting}) n; update eventops_lanes set next_due = now() - interval '1 day' returning 1");
        world.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(Places, await Take(queue, world, Places));

        Assert.InRange(await world.IndexEntries("eventops_deliveries", Places), Places, 20 * Places);
    }

    private static async Task<int> Take(DeliveryQueue queue, World world, int places)
    {
        var (taken, _) = await queue.Take(new(places, places, new Dictionary<SubscriberKey, int>()), world.Clock.GetUtcNow(), World.Soon);
        return taken.Count;
    }

    /// <summary>Pages of tables and indexes that one claim touches.</summary>
    private static async Task<int> Blocks(World world)
    {
        await using var connection = await world.Store.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var explain = new Npgsql.NpgsqlCommand("explain (analyze, buffers, format json) " + Sql.Text("claim.sql"), connection);
        foreach (var value in (object[])
            [world.Clock.GetUtcNow().UtcDateTime, Array.Empty<string>(), Array.Empty<Guid>(), Array.Empty<int>(), 16, 4, Guid.CreateVersion7(),
             world.Clock.GetUtcNow().UtcDateTime.AddMinutes(1), 8])
            explain.Parameters.Add(new Npgsql.NpgsqlParameter { Value = value });
        var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync())!).RootElement[0].GetProperty("Plan");
        await transaction.RollbackAsync();
        return plan.GetProperty("Shared Hit Blocks").GetInt32() + plan.GetProperty("Shared Read Blocks").GetInt32();
    }
}
