using System.Text.Json;
using EventOps.Server.Meetups.Commands;

namespace EventOps.Server.Tests.Hosting;

public sealed class OpenApiTests(ServerFixture server)
{
    private const string Root = "/api/communities/{community}";

    [Fact]
    public async Task the_document_has_every_route_of_the_contract_and_every_command()
    {
        var paths = (await Document()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}")).ToList();
        string[] expected =
        [
            $"post {Root}/meetups", $"get {Root}/meetups", $"get {Root}/meetups/{{meetup}}", $"post {Root}/meetups/{{meetup}}/commands",
            $"get {Root}/meetups/{{meetup}}/agenda", $"get {Root}/meetups/{{meetup}}/agenda/releases",
            $"get {Root}/meetups/{{meetup}}/agenda/releases/{{number}}", $"get {Root}/meetups/{{meetup}}/recap",
            $"get {Root}/meetups/{{meetup}}/history", $"get {Root}/events",
            $"post {Root}/subscriptions", $"get {Root}/subscriptions", $"get {Root}/subscriptions/{{id}}",
            $"delete {Root}/subscriptions/{{id}}", $"patch {Root}/subscriptions/{{id}}",
            .. ((string[])["test", "pause", "resume", "rotate-secret", "replay"]).Select(way => $"post {Root}/subscriptions/{{id}}/{way}"),
            $"get {Root}/subscriptions/{{id}}/deliveries", $"get {Root}/subscriptions/{{id}}/deliveries/{{delivery}}",
            "get /schemas/index.json", "get /schemas/{type}.json",
            "get /health/live", "get /health/ready",
            .. CommandTable.Slices.Skip(1).Select(slice => $"post {Root}/meetups/{{meetup}}/{slice.Route}"),
        ];
        Assert.Empty(expected.Except(paths));
    }

    [Fact]
    public async Task a_command_says_what_its_body_holds_and_that_it_needs_a_key()
    {
        var document = await Document();
        var operation = document.GetProperty("paths").GetProperty($"{Root}/meetups/{{meetup}}/add-speaker").GetProperty("post");
        var schema = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        Assert.True(schema.GetProperty("properties").TryGetProperty("alias", out _));
        Assert.True(operation.GetProperty("security").GetArrayLength() > 0);
        Assert.True(operation.GetProperty("responses").TryGetProperty("412", out _));
    }

    [Fact]
    public async Task every_reference_in_the_document_leads_somewhere()
    {
        var document = await Document();
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => $"#/components/schemas/{s.Name}").ToHashSet();
        Assert.Empty(References(document).Where(r => r.StartsWith("#/components/schemas/", StringComparison.Ordinal)).Except(schemas));
    }

    [Fact]
    public async Task the_document_is_made_once_and_not_sent_to_those_who_have_it()
    {
        await using var own = await StreamServer.Start();
        var anybody = new Asker(own.Address, "", key: null);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => anybody.Get("/openapi/v1.json", ("Host", $"host-{i}.example.org"))));
        var tag = Assert.Single(answers.Select(answer => answer.MustBe(200).ETag).Distinct())!;
        Assert.All(answers, answer => Assert.Equal(answers[0].Bytes, answer.Bytes));
        Assert.DoesNotContain("example.org:", answers[0].Text, StringComparison.Ordinal);
        Assert.Equal("/", answers[0].Json.GetProperty("servers")[0].GetProperty("url").GetString());
        Assert.Empty((await anybody.Get("/openapi/v1.json", ("If-None-Match", tag))).MustBe(304).Bytes);
    }

    [Fact]
    public async Task there_is_a_page_to_try_it() =>
        Assert.Contains("swagger", (await Anybody.Get("/docs/index.html")).MustBe(200).Text, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task health_and_metrics_answer()
    {
        (await Anybody.Get("/health/live")).MustBe(200);
        var ready = (await Anybody.Get("/health/ready")).MustBe(200).Json;
        Assert.Equal(
            ["agenda", "recap", "catalogue", "embargoes", "erasures", "notifications"],
            ready.GetProperty("projections").EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Contains("eventops_projection_lag{projection=\"agenda\"}", (await Anybody.Get("/metrics")).MustBe(200).Text, StringComparison.Ordinal);
    }

    private Asker Anybody => server.Asker("first", key: null);

    private async Task<JsonElement> Document() => (await Anybody.Get("/openapi/v1.json")).MustBe(200).Json;

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field =>
            field is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [field.Value.GetString()!] : References(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
