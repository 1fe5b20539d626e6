namespace EventOps.Server.Tests.Communities;

public sealed class CommunityTests(ServerFixture server)
{
    private static int count;

    private Asker Operator => new(server.Address, "/api/communities", ServerFixture.OperatorKey);

    private static string NewName() => $"founded-{Interlocked.Increment(ref count)}";

    [Fact]
    public async Task an_operator_founds_a_community_and_gets_the_key_of_its_first_owner_once()
    {
        var name = NewName();
        var body = new { community = name, name = "Rust evenings", language = "en", zone = "Europe/Berlin", colour = "#aa3300", organiser = new { name = "Rust e.V." } };
        var founded = (await Operator.Post("", body)).MustBe(201);
        Assert.Equal($"/api/communities/{name}", founded.Location);
        var owner = server.Asker(name, founded.Json.GetProperty("secret").GetString());
        var shown = (await server.Asker(name, key: null).Get("")).MustBe(200).Json;
        Assert.Equal(("Rust evenings", "en", "Europe/Berlin", "#aa3300"), (Text(shown, "name"), Text(shown, "language"), Text(shown, "zone"), Text(shown, "colour")));
        (await owner.Get("keys")).MustBe(200);

        Assert.False((await Operator.Post("", body)).MustBe(200).Json.TryGetProperty("secret", out _));
        (await Operator.Post("", new { community = name, name = "Others" })).MustBe(409, "community.already_founded");
        Assert.Contains(name, (await Operator.Get("")).MustBe(200).Json.GetProperty("communities").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task only_an_operator_founds_and_an_operator_does_nothing_else()
    {
        var community = await server.NewCommunity();
        var body = new { community = NewName(), name = "Mine" };
        (await new Asker(server.Address, "/api/communities", community.Key).Post("", body)).MustBe(403, "access.not_allowed");
        (await new Asker(server.Address, "/api/communities", null).Post("", body)).MustBe(401, "access.key_missing");
        (await server.Asker(community.Name, ServerFixture.OperatorKey).Get("meetups")).MustBe(403, "access.other_community");
        (await server.Asker(body.community, key: null).Get("meetups")).MustBe(404, "community.not_found");
    }

    [Fact]
    public async Task what_a_community_says_of_itself_must_make_sense()
    {
        (await Operator.Post("", new { community = "Api", name = "", colour = "red", languages = new[] { "x" }, organiser = new { name = "" } }))
            .MustRefuse("community:not_a_slug", "name:required", "languages[0]:not_a_language", "colour:not_a_colour", "organiser.name:required");
        (await Operator.Post("", new { community = NewName(), name = "A", zone = "Mars/Olympus" })).MustBe(422, "community.zone_unknown");
        (await Operator.Post("", new { community = NewName(), name = "A", language = "de", languages = new[] { "en" } })).MustBe(422, "community.language_missing");
    }

    [Fact]
    public async Task a_revision_shows_at_once_on_pages_that_were_remembered()
    {
        var community = await server.NewCommunity();
        await community.Scheduled();
        Assert.Contains(community.Name, (await community.Anybody.Get($"/{community.Name}")).MustBe(200).Text, StringComparison.Ordinal);
        var version = (await community.Owner.Get("")).Version;
        var revised = (await community.Owner.Send(HttpMethod.Patch, "", Json("""{"name":"Go evenings","colour":"#ffee00","organiser":{"name":"Gophers e.V."}}"""), ("If-Match", $"\"{version}\""))).MustBe(200);
        Assert.Equal($"\"{version + 1}\"", revised.ETag);
        var page = (await community.Anybody.Get($"/{community.Name}")).MustBe(200).Text;
        Assert.Contains("Go evenings", page, StringComparison.Ordinal);
        Assert.Contains("Gophers e.V.", (await community.Anybody.Get($"/{community.Name}/spring-meetup/agenda")).MustBe(200).Text, StringComparison.Ordinal);
        var sheet = System.Text.RegularExpressions.Regex.Match(page, "/assets/look/[^\"]+").Value;
        Assert.Contains("--accent:", (await community.Anybody.Get(sheet)).MustBe(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);

        (await community.Owner.Send(HttpMethod.Patch, "", Json("""{"name":"Late"}"""), ("If-Match", $"\"{version}\""))).MustBe(412, "community.version_mismatch");
        (await community.Owner.Send(HttpMethod.Patch, "", Json("""{"colour":"#FFF","name":""}"""))).MustRefuse("name:required", "colour:not_a_colour");
    }

    [Theory]
    [InlineData("2-xyzxyz.css")]
    [InlineData("1-aa3300.css")]
    [InlineData("2-aa3300.js")]
    public async Task there_is_no_sheet_of_what_is_no_colour(string sheet) =>
        (await server.Asker("first", key: null).Get($"/assets/look/{sheet}")).MustBe(404);

    [Fact]
    public async Task a_meetup_takes_the_zone_and_the_language_of_its_community()
    {
        var community = await server.NewCommunity();
        (await community.Owner.Send(HttpMethod.Patch, "", Json("""{"zone":"Europe/Berlin","language":"en"}"""))).MustBe(200);
        (await community.Owner.Post("meetups", new { slug = "a", title = "A", start = "2031-04-12T13:00" })).MustBe(201);
        (await community.Owner.Post("meetups", new { slug = "b", title = "B", start = "2031-04-12T13:00", zone = "UTC", language = "zh" })).MustBe(201);
        var (taken, said) = ((await community.Anybody.Get("meetups/a")).Json, (await community.Anybody.Get("meetups/b")).Json);
        Assert.Equal(("Europe/Berlin", "en", "UTC", "zh"), (Text(taken, "zone"), Text(taken, "language"), Text(said, "zone"), Text(said, "language")));
    }

    [Fact]
    public async Task who_loses_every_race_is_told_to_come_again()
    {
        await using var other = await StreamServer.Start();
        var community = await other.NewCommunity();
        await Deliveries.Run(other.Database, """
            create function faster() returns trigger language plpgsql as 'begin return null; end';
            create trigger faster before update on mt_streams for each row execute function faster()
            """);
        (await community.Owner.Send(HttpMethod.Patch, "", Json("""{"name":"Late"}"""))).MustBe(409, "community.contended");
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static string? Text(System.Text.Json.JsonElement json, string field) => json.GetProperty(field).GetString();
}
