using System.Globalization;
using EventOps.EventStore.Reading;
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
    public async Task requests_are_counted_by_route_and_status_and_never_by_what_a_client_wrote()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled("counted");
        await community.Anybody.Get("/no-such-place-on-earth");
        (await meetup.Command("publish-slides", new { slidesId = TestMeetup.Slides })).MustBe(404);

        var figures = await Figures(server);
        var count = figures.Single(one => one.Key.StartsWith("eventops_request_seconds_count", StringComparison.Ordinal)
            && one.Key.Contains("publish-slides", StringComparison.Ordinal) && one.Key.Contains("status=\"404\"", StringComparison.Ordinal));
        Assert.True(count.Value >= 1);
        Assert.Contains("{community}", count.Key, StringComparison.Ordinal);
        Assert.DoesNotContain(figures.Keys, key => key.Contains("no-such-place", StringComparison.Ordinal) || key.Contains("counted", StringComparison.Ordinal));
        Assert.True(figures["eventops_database_writable"] == 1);
        Assert.True(figures.ContainsKey("eventops_deliveries_overdue_seconds"));
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
