using System.Collections.Concurrent;
using System.Text;
using EventOps.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EventOps.Server.Tests.Operations;

/// <summary>Traces and metrics reach a collector, the log bears trace ids, and neither tells what it must not.</summary>
public sealed class TelemetryTests
{
    private static readonly string[] Confidential = ["杨斌", "凯撒", RunningServer.Key, RunningServer.SecretKey, "t0p-s3cret", "Bearer "];

    [Fact]
    public async Task a_collector_hears_of_requests_statements_and_deliveries_and_of_nobody()
    {
        await using var database = await TestDatabase.Create();
        await using var collector = await Collector.Start();
        await using var receiver = await Receiver.Start();
        await using var server = await RunningServer.Start(database, new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100", ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        });
        var links = await MainWay(server, $"{receiver.Sink}?token=t0p-s3cret");
        await receiver.Next();

        foreach (var word in (string[])["publish-slides", "postgresql", "deliver", "eventops.subscription.id"])
            await collector.Hears("/v1/traces", word);
        foreach (var word in (string[])["http.server.request.duration", "eventops.delivery.duration"])
            await collector.Hears("/v1/metrics", word);
        await server.Stop();
        Assert.All([.. Confidential, .. links], secret => Assert.False(collector.Heard(secret), secret));
        Assert.All(Confidential, secret => Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_failure_is_logged_on_one_line_with_its_trace_and_without_names()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start();
        await using var server = await RunningServer.Start(database);
        var links = await MainWay(server, $"{receiver.Sink}?token=t0p-s3cret");
        await receiver.Next();
        await Deliveries.Run(database, "alter table eventops_deliveries rename to elsewhere; drop table eventops_slugs; drop table eventops_secret_links");
        using var http = server.Owner();
        var subscription = (await http.GetAsync($"/api/communities/{RunningServer.Community}/subscriptions")).EnsureSuccessStatusCode();
        var id = System.Text.Json.JsonElement.Parse(await subscription.Content.ReadAsStringAsync()).GetProperty("subscriptions")[0].GetProperty("subscriptionId");
        foreach (var path in (string[])[$"/{RunningServer.Community}/hand-in/{links[0]}", $"/{RunningServer.Community}/preview/{links[1]}/agenda", $"/api/communities/{RunningServer.Community}/meetups/x%0D%0AForged:%20all%20is%20well"])
            Assert.Equal(500, (int)(await http.GetAsync(path)).StatusCode);
        using var failed = await http.GetAsync($"/api/communities/{RunningServer.Community}/subscriptions/{id}/deliveries");
        Assert.Equal(500, (int)failed.StatusCode);

        var line = await Eventually.Sees(
            () => Task.FromResult(server.Output.Split('\n').FirstOrDefault(line => line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal) && line.Contains("\"Method\":\"GET\"", StringComparison.Ordinal))),
            line => line is not null, "the failure is logged");
        Assert.Matches("\"TraceId\":\"[0-9a-f]{32}\"", line!);
        Assert.Contains("Forged", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(server.Output.Split('\n'), written => written.StartsWith("Forged", StringComparison.Ordinal));
        Assert.All([.. Confidential, .. links], secret => Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("ftp://collector.example.org")]
    public async Task a_collector_that_cannot_be_right_is_named(string address)
    {
        await using var database = await TestDatabase.Create();
        var end = await ServerProgram.Run(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__EventOps"] = database.ConnectionString, ["EventOps__SecretKey"] = RunningServer.SecretKey,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
            },
            "--urls", "http://127.0.0.1:0");
        Assert.True(end.ExitCode == 2, end.Output + end.Errors);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", end.Errors, StringComparison.Ordinal);
    }

    // The secrets of a speaker's link and of one to the drafts that were made and opened.
    private static async Task<IReadOnlyList<string>> MainWay(RunningServer server, string sink)
    {
        var community = TestCommunity.Of(server);
        (await community.Owner.Post("subscriptions", new { name = "bot", sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        var meetup = await (await community.Scheduled()).WithDeck();
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var link = (await community.Owner.Post($"{meetup.Path}/talks/{TestMeetup.Talk}/speaker-link", new { })).MustBe(201).Json.GetProperty("url").GetString()!;
        (await community.Anybody.Get(link)).MustBe(200);
        var preview = (await community.Owner.Post($"{meetup.Path}/preview-link", new { })).MustBe(201).Json.GetProperty("url").GetString()!;
        (await community.Anybody.Get(preview)).MustBe(200);
        return [link.Split('/')[^1], preview.Split('/')[^2]];
    }

    /// <summary>Takes what OpenTelemetry sends. Texts lie in it as they are, so they can be looked for.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentBag<(string Path, string Text)> heard = [];

        public string Address => app.Urls.First();

        public static async Task<Collector> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var collector = new Collector(builder.Build());
            await collector.Listen();
            return collector;
        }

        public bool Heard(string text) => heard.Any(one => one.Text.Contains(text, StringComparison.Ordinal));

        public Task<bool> Hears(string path, string text) => Eventually.Sees(
            () => Task.FromResult(heard.Any(one => one.Path == path && one.Text.Contains(text, StringComparison.Ordinal))), so => so, $"{path} tells of {text}");

        private async Task Listen()
        {
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                heard.Add((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
            });
            await app.StartAsync();
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
