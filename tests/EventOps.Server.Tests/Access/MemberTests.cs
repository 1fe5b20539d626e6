using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Access;

public sealed class MemberTests(ServerFixture server)
{
    [Fact]
    public async Task nobody_gets_a_role_where_nobody_can_sign_in() =>
        (await (await server.NewCommunity()).Owner.Post("members", new { role = "owner", subject = "ann" })).MustBe(409, "access.sign_in_off");

    [Fact]
    public async Task roles_are_granted_listed_and_revoked_and_the_log_names_nobody()
    {
        await using var other = await StreamServer.Start(("EventOps:SignIn:Authority", "http://127.0.0.1:1"), ("EventOps:SignIn:Audience", "eventops"));
        var community = await other.NewCommunity();
        var granted = (await community.Owner.Post("members", new { role = "organizer", email = "ann@example.org" })).MustBe(200);
        var id = granted.Json.GetProperty("memberId").GetGuid();
        Assert.Equal(id, (await community.Owner.Post("members", new { role = "reader", email = "Ann@Example.org" })).MustBe(200).Json.GetProperty("memberId").GetGuid());
        var listed = (await community.Owner.Get("members")).MustBe(200);
        Assert.Equal("reader", listed.Json.GetProperty("members")[0].GetProperty("role").GetString());
        Assert.DoesNotContain("ann@", listed.Text, StringComparison.OrdinalIgnoreCase);
        await using (var postgres = Npgsql.NpgsqlDataSource.Create(other.Database.ConnectionString))
        await using (var look = postgres.CreateCommand("select count(*) from mt_events e where e::text ilike '%ann@%'"))
            Assert.Equal(0L, await look.ExecuteScalarAsync());

        (await community.Owner.Send(HttpMethod.Delete, $"members/{id}", null)).MustBe(204);
        (await community.Owner.Send(HttpMethod.Delete, $"members/{id}", null)).MustBe(404, "member.not_found");
        Assert.Equal(0, (await community.Owner.Get("members")).Json.GetProperty("members").GetArrayLength());

        (await community.Owner.Post("members", new { role = "speaker", subject = "bo" })).MustBe(422, "access.talks");
        (await community.Owner.Post("members", new { role = "owner", subject = "bo", talks = new[] { new { meetupId = Ids.Id(1), talkId = Ids.Id(2) } } })).MustBe(422, "access.talks");
        (await community.Owner.Post("members", new { role = "owner" })).MustRefuse("subject:required");
        (await community.Owner.Post("members", new { role = "owner", subject = "a", claim = "groups" })).MustRefuse("claim:not_a_claim", "subject:required");
    }
}
