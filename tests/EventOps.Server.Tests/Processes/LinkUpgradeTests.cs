using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>Links that were made while each kind had a table of its own.</summary>
public sealed class LinkUpgradeTests
{
    // As the scripts up to the twelfth leave it, each link where it was then.
    private const string Before13 = """
        create table eventops_speaker_links as
          select hash, tenant_id, id, meetup_id, talk_id, created, created_by, expires, revoked, last_used, asked
          from eventops_secret_links where talk_id is not null;
        create table eventops_preview_links as
          select hash, tenant_id, id, meetup_id, created, created_by, expires, revoked, last_used, asked
          from eventops_secret_links where talk_id is null;
        drop table eventops_secret_links;
        delete from eventops_migrations where script_set = 'server' and number >= 13
        """;

    [Fact]
    public async Task they_open_what_they_opened_and_those_taken_back_open_nothing()
    {
        await using var database = await TestDatabase.Create();
        string handIn, preview, revoked;
        Guid id;
        await using (var server = await RunningServer.Start(database))
        {
            var meetup = await (await TestCommunity.Of(server).Scheduled()).WithDeck();
            ((handIn, _), (preview, id)) = (await Made(meetup, $"talks/{TestMeetup.Talk}/speaker-link"), await Made(meetup, "preview-link"));
            (revoked, var gone) = await Made(meetup, "preview-link");
            (await meetup.Community.Owner.Send(HttpMethod.Delete, $"{meetup.Path}/preview-links/{gone}", null)).MustBe(204);
            await server.Stop();
        }

        await Run(database, Before13);
        await using var upgraded = await RunningServer.Start(database);
        var community = TestCommunity.Of(upgraded);
        (await community.Anybody.Get(handIn)).MustBe(200);
        (await community.Anybody.Get(preview)).MustBe(200);
        (await community.Anybody.Get(revoked)).MustBe(404);
        var listed = (await community.Owner.Get("meetups/spring-meetup/preview-links")).MustBe(200).Json.GetProperty("links");
        Assert.Equal(id, Assert.Single(listed.EnumerateArray()).GetProperty("linkId").GetGuid());
    }

    private static async Task<(string Path, Guid Id)> Made(TestMeetup meetup, string link)
    {
        var made = (await meetup.Community.Owner.Post($"{meetup.Path}/{link}", "{}")).MustBe(201).Json;
        return (made.GetProperty("url").GetString()!, made.GetProperty("linkId").GetGuid());
    }

    private static async Task Run(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
