using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Tests.Merging;

/// <summary>What it costs to look whether a fact can be told together with one that waits.</summary>
public sealed class FanOutCostTests
{
    private const int Others = 10_000;

    [Fact]
    public async Task a_fact_is_looked_for_by_its_thing_though_that_was_planned_before_thousands_of_others_came()
    {
        await using var world = await World.Create();
        await world.Subscribe("https://bot.example/hook", quietSeconds: 60);
        await world.Happened(History.Scheduled);
        await world.KeepPlans("eventops_deliveries");
        await world.KeepPlans("eventops_announced");
        for (var planned = 0; planned < 4; planned++)
            await Move(world, planned);
        await world.Rows<int>(
            "insert into eventops_deliveries (tenant_id, subscription_id, position, state, due, thing) " +
            "select tenant_id, subscription_id, position + 1000 + n, 'pending', due, 'other:' || n " +
            $"from (select * from eventops_deliveries where thing is not null limit 1) d, generate_series(1, {Others}) n; " +
            "insert into eventops_announced select tenant_id, subscription_id, 'other:' || n " +
            $"from (select * from eventops_deliveries limit 1) d, generate_series(1, {Others}) n; select 1");

        await Move(world, 4);

        Assert.Equal(5, (await world.Rows<int>("select facts from eventops_deliveries where state = 'pending' and thing not like 'other:%' and facts > 1"))[0]);
        Assert.InRange(await world.IndexEntries("eventops_deliveries", 1), 1, Others / 10);
        Assert.InRange(await world.IndexEntries("eventops_announced", 0), 0, Others / 10);
    }

    private static async Task Move(World world, int day)
    {
        var (start, end) = (History.Scheduled.Start, History.Scheduled.End);
        await world.Happened(new EventRescheduled(
            start.PlusDays(day), end?.PlusDays(day), "Asia/Shanghai", start.PlusDays(day + 1), end?.PlusDays(day + 1), "Asia/Shanghai", "hall"));
        await world.FanOut();
    }
}
