using System.Globalization;
using EventOps.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Hosting;

public sealed class MetricsTests(ServerFixture server)
{
    [Fact]
    public async Task the_feed_its_holes_and_the_lag_are_figures_that_prometheus_reads()
    {
        var position = (await (await (await server.NewCommunity()).Scheduled()).Done("write-recap", new { summary = "Seen." })).Position;
        await server.Services.GetRequiredService<Feed>().WaitUntil(position, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        var figures = await Figures(server);
        Assert.True(figures["eventops_feed_position"] >= position);
        Assert.True(figures["eventops_feed_highest_number"] >= position);
        Assert.True(figures["eventops_feed_database_reads_total"] > 0);
        Assert.True(figures["eventops_feed_memory_bytes"] >= 0);
        Assert.True(figures.ContainsKey("eventops_feed_stepped_over_total"));
        Assert.True(figures.ContainsKey("""eventops_projection_lag{projection="agenda"}"""));
    }

    [Fact]
    public async Task a_hole_that_waits_has_an_age_and_a_holder()
    {
        // A server of its own: a hole would hold up the others' reads.
        await using var own = new ServerFixture();
        await own.InitializeAsync();
        await using var session = await own.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await session.BeginTransactionAsync();
        await using (var draw = new NpgsqlCommand("select nextval('mt_events_sequence')", session))
            await draw.ExecuteScalarAsync();
        await (await own.NewCommunity()).Scheduled();
        await Eventually.Sees(
            () => Figures(own), f => f["eventops_feed_hole_age_seconds"] > 0 && f["eventops_feed_hole_holders"] > 0, "A hole with its holder");
        await transaction.RollbackAsync();
        await Eventually.Sees(
            () => Figures(own), f => f["eventops_feed_hole_age_seconds"] == 0 && f["eventops_feed_stepped_over_total"] == 1, "A hole stepped over");
    }

    private static async Task<Dictionary<string, double>> Figures(ServerFixture server)
    {
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(server.Address, "/metrics"));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .Select(line => line.Split(' ')).ToDictionary(line => line[0], line => double.Parse(line[1], CultureInfo.InvariantCulture));
    }
}
