namespace EventOps.Server.Tests.Access;

public sealed class LimitTests
{
    [Fact]
    public async Task who_asks_for_too_much_waits_and_probes_never_do()
    {
        await using var server = await StreamServer.Start(("EventOps:Limits:PerKey", 1), ("EventOps:Limits:PerAddress", 1), ("EventOps:Limits:Burst", 20));
        var community = await server.NewCommunity();
        Assert.Equal("1", (await Until429(() => community.Owner.Get("meetups"))).MustBe(429, "request.too_many").RetryAfter);
        (await Until429(() => community.Anybody.Get("meetups"))).MustBe(429, "request.too_many");
        foreach (var probe in (string[])["/health/live", "/metrics"])
            (await community.Anybody.Get(probe)).MustBe(200);

        await Eventually.Sees(async () => (await community.Owner.Get("meetups")).Status, status => status == 200, "a bucket that fills up");
    }

    [Fact]
    public async Task who_guesses_keys_is_stopped_and_whoever_has_one_goes_on()
    {
        await using var server = await StreamServer.Start(("EventOps:Limits:FailuresPerMinute", 5));
        var community = await server.NewCommunity();
        (await community.Owner.Get("meetups")).MustBe(200);
        var guesses = 0;
        var refused = await Until429(() => new Asker(server.Address, $"/api/communities/{community.Name}", $"eo_guess-{guesses++}").Get("meetups"));
        refused.MustBe(429, "access.too_many_failures");
        Assert.InRange(guesses, 6, 50);
        await Eventually.Sees(async () => (await community.Owner.Get("meetups")).Status, status => status == 200, "a key among guesses");
    }

    [Fact]
    public async Task owners_see_who_was_refused_and_no_secret_of_theirs()
    {
        await using var server = await StreamServer.Start();
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled();
        var reader = (await community.Owner.Post("keys", new { name = "a reader", role = "reader" })).MustBe(201).Json.GetProperty("secret").GetString();
        (await new Asker(server.Address, $"/api/communities/{community.Name}", reader).Post($"{meetup.Path}/cancel-event", new { reason = "R" })).MustBe(403, "access.not_allowed");
        for (var i = 0; i < 3; i++)
            (await new Asker(server.Address, $"/api/communities/{community.Name}", "eo_guessed-secret-of-nobody").Get("meetups")).MustBe(401, "access.key_unknown");
        (await community.Anybody.Get("keys")).MustBe(401, "access.key_missing");

        var answer = await Eventually.Sees(
            async () => await community.Owner.Get("audit/refusals"),
            seen => seen.Json.GetProperty("refusals").EnumerateArray().Sum(line => line.GetProperty("times").GetInt32()) == 5, "five refusals");
        var lines = answer.Json.GetProperty("refusals").EnumerateArray().ToList();
        Assert.Contains(lines, line => line.GetProperty("who").GetString() == "key:a reader" && line.GetProperty("code").GetString() == "access.not_allowed"
            && line.GetProperty("route").GetString() == "/api/communities/{community}/meetups/{meetup}/cancel-event");
        Assert.All(lines, line => Assert.Equal("127.0.0.0/24", line.GetProperty("network").GetString()));
        Assert.DoesNotContain("guessed-secret", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(reader!, answer.Text, StringComparison.Ordinal);
        Assert.Single((await community.Owner.Get("audit/refusals?limit=1")).MustBe(200).Json.GetProperty("refusals").EnumerateArray());
        (await community.Owner.Get("audit/refusals?limit=0")).MustRefuse("limit:out_of_range");
    }

    private static async Task<Answer> Until429(Func<Task<Answer>> ask)
    {
        for (var i = 0; i < 2_000; i++)
        {
            if (await ask() is { Status: 429 } refused)
                return refused;
        }

        throw new InvalidOperationException("Nobody was ever told to wait.");
    }
}
