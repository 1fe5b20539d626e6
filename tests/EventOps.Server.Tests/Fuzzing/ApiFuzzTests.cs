using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>
/// Tens of thousands of requests after the server's own OpenAPI document. Whatever is asked: no 5xx, no hang, nothing of one
/// community in another's answers, every "no" a problem that the document lists. A seed makes the same requests again.
/// </summary>
public sealed class ApiFuzzTests(ServerFixture server, ITestOutputHelper output)
{
    private const int Askers = 8;

    // Generous: it only finds what hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static int Requests => Setting("EVENTOPS_FUZZ_REQUESTS") ?? 20_000;

    [Fact]
    public async Task nothing_that_is_asked_breaks_the_server_or_leaks()
    {
        var seed = Setting("EVENTOPS_FUZZ_SEED") ?? Random.Shared.Next(1_000_000);
        output.WriteLine($"Seed {seed}, {Requests} requests.");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }) { Timeout = Patience };
        var document = new ApiDocument((await server.Asker("first", key: null).Get("/openapi/v1.json")).MustBe(200).Json);
        var world = await FuzzWorld.Make(server, seed);
        var findings = new FuzzFindings(world);
        IReadOnlyList<ApiOperation> operations = [.. document.Operations.Where(o => o.Path.StartsWith("/api/communities/{", StringComparison.Ordinal)), .. Pages(document)];

        await Task.WhenAll(Enumerable.Range(0, Askers).Select(asker => Task.Run(() => Ask(
            http, new(document, operations, world, asker % 2 == 0 ? world.Here : world.There, new Random(seed + asker)), asker % 2 == 0 ? world.Here : world.There, findings, new Random(seed - asker)))));

        output.WriteLine($"{findings.Accepted} changes accepted, {findings.Refused} requests refused.");
        Assert.True(findings.All.Count == 0, $"Seed {seed}:\n{string.Join('\n', findings.All)}");
        Assert.True(findings.Accepted > Requests / 40, $"Seed {seed}: only {findings.Accepted} changes were accepted.");
        await StandsAsBefore(world);
    }

    private async Task Ask(HttpClient http, FuzzRequests requests, FuzzSide side, FuzzFindings findings, Random random)
    {
        for (var left = Requests / Askers; left > 0; left--)
        {
            var request = requests.Next();
            // The same at once, under one key or none: of those that are done, each gets the same answer.
            var times = random.Next(40) == 0 && !request.Operation.IsRead ? 4 : 1;
            var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => Send(http, request, side, findings)));
            left -= times - 1;
            if (request.Headers.Any(h => h.Name == "Idempotency-Key") && request.Operation.Path.Contains("/meetups", StringComparison.Ordinal) && !request.Address.Contains("dryRun", StringComparison.Ordinal)
                && answers.Where(answer => answer.Status is 200 or 201).Select(answer => answer.Text).Distinct().Count() > 1)
                findings.Add("Answers one key differently", request, string.Join(" ≠ ", answers.Select(answer => answer.Text)));
        }
    }

    private async Task<(int Status, string Text)> Send(HttpClient http, FuzzRequest request, FuzzSide side, FuzzFindings findings)
    {
        using var message = request.Message(server.Address);
        try
        {
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            // A stream has no end to wait for.
            var text = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync();
            findings.Check(side, request, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text + Shown(response.Headers));
            return ((int)response.StatusCode, text);
        }
        catch (HttpRequestException) when (request.Body is { Length: > (int)RequestLimits.BodyBytes })
        {
            // The server said 413 and hung up, while the rest was still being sent.
            return (413, "");
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            findings.Add(e is OperationCanceledException ? "Hangs" : "Breaks off", request, e.ToString());
            return (0, "");
        }
    }

    private static string Shown(HttpResponseHeaders headers) => headers.Location?.OriginalString is { } location ? $" {location}" : "";

    // What the document leaves out: pages for people, their files and shortcuts.
    private IEnumerable<ApiOperation> Pages(ApiDocument document) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "", StringComparison.Ordinal).Replace(":int", "", StringComparison.Ordinal).Replace(":long", "", StringComparison.Ordinal)
        where path.StartsWith("/{community}", StringComparison.Ordinal) && document.Operations.All(o => o.Path != path)
        select new ApiOperation(
            HttpMethod.Get, path, [.. endpoint.RoutePattern.Parameters.Select(p => new ApiParameter(p.Name, "path", default)), .. PageQueries], null, new HashSet<int>());

    private static IEnumerable<ApiParameter> PageQueries => ((string[])["lang", "q", "tag", "series", "year", "since"]).Select(name => new ApiParameter(name, "query", default));

    // Every projection came through, and the pages of what was done are there.
    private static async Task StandsAsBefore(FuzzWorld world)
    {
        foreach (var side in (FuzzSide[])[world.Here, world.There])
        {
            var last = (await side.Community.Owner.Post("meetups", new { slug = "after-the-storm", title = "T", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(201);
            var all = await Eventually.Sees(
                () => side.Community.Owner.Get($"meetups?limit=200&minPosition={last.Position}"), answer => answer.Status == 200, "the catalogue after the storm");
            foreach (var meetup in all.Json.GetProperty("meetups").EnumerateArray().Select(m => m.GetProperty("slug").GetString()))
            {
                (await side.Community.Owner.Get($"meetups/{meetup}/agenda?view=draft")).MustBe(200);
                (await side.Community.Anybody.Get($"/{side.Community.Name}/{meetup}/agenda")).MustBe(200);
            }
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
