using EventOps.EventStore;
using EventOps.Server.Access;
using EventOps.Testing.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Access;

public sealed class KeyTests(ServerFixture server)
{
    [Fact]
    public async Task a_key_is_shown_once_and_kept_as_a_hash()
    {
        var community = await server.NewCommunity();
        var made = (await community.Owner.Post("keys", new { name = "CI", role = "organizer" })).MustBe(201);
        var secret = made.Json.GetProperty("secret").GetString()!;
        Assert.Matches("^eo_[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal(secret[..8], made.Json.GetProperty("key").GetProperty("prefix").GetString());
        (await server.Asker(community.Name, secret).Get("meetups")).MustBe(200);

        var shown = (await community.Owner.Get("keys")).Text + (await community.Owner.Get(made.Location!)).MustBe(200).Text;
        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        await using var postgres = NpgsqlDataSource.Create(server.Database.ConnectionString);
        await using var look = postgres.CreateCommand($"select count(*) from eventops_keys k where k::text like '%{secret[8..]}%'");
        Assert.Equal(0L, await look.ExecuteScalarAsync());
    }

    [Fact]
    public async Task a_repeat_makes_no_second_key_and_shows_no_second_secret()
    {
        var community = await server.NewCommunity();
        var once = ("Idempotency-Key", "make-it-once");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => community.Owner.Post("keys", new { name = "CI", role = "reader" }, once)));
        var made = Assert.Single(answers, answer => answer.Status == 201).Json;
        var id = made.GetProperty("key").GetProperty("keyId").GetGuid();
        Assert.All(answers.Where(answer => answer.Status != 201), again => Assert.Equal(id, again.MustBe(409, "key.shown_already").Json.GetProperty("keyId").GetGuid()));
        Assert.Equal(2, (await community.Owner.Get("keys")).Json.GetProperty("keys").GetArrayLength());
        (await community.Owner.Post("keys", new { name = "Other", role = "reader" }, once)).MustBe(409, "request.idempotency_key_reused");

        var turned = (await community.Owner.Post($"keys/{id}/rotate", null, once)).MustBe(200).Json.GetProperty("secret").GetString();
        (await community.Owner.Post($"keys/{id}/rotate", null, once)).MustBe(409, "key.shown_already");
        (await server.Asker(community.Name, turned).Get("meetups")).MustBe(200);
        (await community.Owner.Post($"keys/{id}/rotate", null, ("Idempotency-Key", "once-more"))).MustBe(200);
        (await server.Asker(community.Name, turned).Get("meetups")).MustBe(401, "access.key_unknown");
        await community.Owner.Send(HttpMethod.Delete, $"keys/{id}", null);
        (await community.Owner.Post("keys", new { name = "CI", role = "reader" }, once)).MustBe(409, "key.shown_already");
        (await community.Owner.Post($"keys/{id}/rotate", null, once)).MustBe(404, "key.not_found");
    }

    [Fact]
    public async Task a_node_that_remembers_a_key_forgets_it_when_another_revokes_it_and_not_when_time_passes()
    {
        var community = await server.NewCommunity();
        var made = (await community.Owner.Post("keys", new { name = "CI", role = "reader" })).MustBe(201).Json;
        var secret = made.GetProperty("secret").GetString()!;
        using var heard = new AccessNotices(server.Services.GetRequiredService<EventStoreModule>(), TimeProvider.System);
        await heard.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Sees(() => Task.FromResult(heard.Listens), so => so, "a node that listens");
        // The clock of the other node stands: only a notice can make it forget.
        var other = new ApiKeys(server.Services.GetRequiredService<KeyTable>(), heard, new Standing(TimeProvider.System.GetUtcNow()));
        Assert.NotNull(await other.Find(secret, TestContext.Current.CancellationToken));
        await Eventually.Sees(async () => await other.Find(secret, TestContext.Current.CancellationToken) is not null && other.Knows(secret), so => so, "a key that is remembered");

        await community.Owner.Send(HttpMethod.Delete, $"keys/{made.GetProperty("key").GetProperty("keyId")}", null);

        await Eventually.Sees(async () => await other.Find(secret, TestContext.Current.CancellationToken), holder => holder is null, "a key that is forgotten");
        await heard.StopAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Standing(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    [Fact]
    public async Task the_history_says_with_which_key_something_was_done()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var secret = (await meetup.Community.Owner.Post("keys", new { name = "Website build", role = "organizer" })).MustBe(201).Json.GetProperty("secret").GetString();
        (await server.Asker(meetup.Community.Name, secret).Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(200);
        Assert.Contains("key:Website build", (await meetup.Community.Owner.Get($"{meetup.Path}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_revoked_key_opens_nothing_from_then_on()
    {
        var community = await server.NewCommunity();
        var made = (await community.Owner.Post("keys", new { name = "CI", role = "owner" })).MustBe(201);
        var asker = server.Asker(community.Name, made.Json.GetProperty("secret").GetString());
        (await asker.Get("keys")).MustBe(200);
        (await community.Owner.Send(HttpMethod.Delete, made.Location!, null)).MustBe(204);
        (await asker.Get("keys")).MustBe(401, "access.key_unknown");
        (await community.Owner.Get(made.Location!)).MustBe(404, "key.not_found");
        (await community.Owner.Send(HttpMethod.Delete, made.Location!, null)).MustBe(404, "key.not_found");
    }

    [Fact]
    public async Task a_turned_key_keeps_its_id_and_loses_its_old_secret()
    {
        var community = await server.NewCommunity();
        var made = (await community.Owner.Post("keys", new { name = "CI", role = "reader" })).MustBe(201);
        var old = server.Asker(community.Name, made.Json.GetProperty("secret").GetString());
        (await old.Get("meetups")).MustBe(200);
        var turned = (await community.Owner.Post($"{made.Location}/rotate", "{}")).MustBe(200);
        (await old.Get("meetups")).MustBe(401, "access.key_unknown");
        (await server.Asker(community.Name, turned.Json.GetProperty("secret").GetString()).Get("meetups")).MustBe(200);
        Assert.Equal(made.Json.GetProperty("key").GetProperty("keyId").GetGuid(), turned.Json.GetProperty("key").GetProperty("keyId").GetGuid());
        (await community.Owner.Post($"keys/{Ids.Id(7)}/rotate", "{}")).MustBe(404, "key.not_found");
    }

    [Fact]
    public async Task an_expired_key_opens_nothing_though_it_was_just_used()
    {
        var community = await server.NewCommunity();
        var expires = TimeProvider.System.GetUtcNow().AddSeconds(3);
        var made = await community.Owner.Post("keys", new { name = "CI", role = "reader", expiresAt = expires.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture) });
        var asker = server.Asker(community.Name, made.MustBe(201).Json.GetProperty("secret").GetString());
        await Eventually.Sees(async () => (await asker.Get("meetups")).Status, status => status == 401, "an expired key refused");
        Assert.True(TimeProvider.System.GetUtcNow() >= expires);
    }

    [Fact]
    public async Task when_it_was_last_used_is_written_down_later()
    {
        var community = await server.NewCommunity();
        var made = (await community.Owner.Post("keys", new { name = "CI", role = "reader" })).MustBe(201);
        Assert.False(made.Json.GetProperty("key").TryGetProperty("lastUsedAt", out _));
        (await server.Asker(community.Name, made.Json.GetProperty("secret").GetString()).Get("meetups")).MustBe(200);
        await Eventually.Sees(
            async () => (await community.Owner.Get(made.Location!)).Json.TryGetProperty("lastUsedAt", out var at) ? at.GetString() : null,
            at => at is not null, "the last use");
    }

    [Fact]
    public async Task what_is_asked_for_must_make_sense()
    {
        var owner = (await server.NewCommunity()).Owner;
        (await owner.Post("keys", new { name = " ", role = "speaker" })).MustRefuse("name:required", "name:blank_ends", "talks:talks");
        (await owner.Post("keys", new { name = "x", role = "reader", rights = new[] { "runMeetups" }, expiresAt = "2001-01-01T00:00:00Z" }))
            .MustRefuse("rights:out_of_range", "expiresAt:out_of_range");
        (await owner.Post("keys", new { name = "x", role = "emperor" })).MustBe(400, "request.invalid");
        (await owner.Post("keys", new { name = "x", role = "owner", talks = new[] { new { meetupId = Ids.Id(1), talkId = Ids.Id(2) } } })).MustRefuse("talks:talks");
    }
}
