using EventOps.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EventOps.Server.Tests.Hosting;

/// <summary>What nobody decided and a client must tell apart all the same: each with its code, on a server and database of its own.</summary>
public sealed class TroubleTests
{
    // Each update and insert finds its row taken: as if somebody else were faster every time.
    private const string SomebodyIsFaster = """
        create function faster() returns trigger language plpgsql as 'begin return null; end';
        create trigger faster before update on mt_streams for each row execute function faster()
        """;

    [Fact]
    public async Task who_loses_every_race_is_told_to_come_again()
    {
        await using var server = await StreamServer.Start();
        var meetup = await (await server.NewCommunity()).Scheduled();
        var owner = meetup.Community.Owner;
        var subscription = (await owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook", types = new[] { "eventops.recap.*" } })).MustBe(201);
        await Deliveries.Run(server.Database, SomebodyIsFaster);
        (await meetup.Command("add-speaker", new { name = "Ada" })).MustBe(409, "meetup.contended");
        (await owner.Post($"{subscription.Location}/pause", "{}")).MustBe(409, "subscription.contended");
        await Deliveries.Run(server.Database, "drop trigger faster on mt_streams");
        await meetup.Done("add-speaker", new { name = "Ada" });
    }

    [Fact]
    public async Task a_text_that_the_database_cannot_hold_is_named_as_such()
    {
        await using var server = await StreamServer.Start();
        var meetup = await (await server.NewCommunity()).Scheduled();
        await Deliveries.Run(server.Database, """
            create function narrow() returns trigger language plpgsql as
              $$begin if new.data::text like '%中%' then raise 'no such character' using errcode = '22P05'; end if; return new; end$$;
            create trigger narrow before insert on mt_events for each row execute function narrow()
            """);
        (await meetup.Command("add-speaker", new { name = "中" })).MustBe(422, "request.not_storable");
        await meetup.Done("add-speaker", new { name = "Ada" });
    }

    [Fact]
    public async Task a_row_of_another_version_is_being_made_anew()
    {
        await using var server = await StreamServer.Start();
        var meetup = await (await server.NewCommunity()).Scheduled();
        var position = (await meetup.Done("write-recap", new { summary = "S" })).Position;
        (await meetup.Community.Owner.Get($"meetups?minPosition={position}")).MustBe(200);
        (await meetup.Community.Anybody.Get($"{meetup.Path}/recap?minPosition={position}")).MustBe(404, "recap.not_published");
        await Deliveries.Run(server.Database, """update eventops_rows set data = '{"nonsense":1}' where projection = 'recap'""");
        (await meetup.Community.Owner.Get($"{meetup.Path}/recap?view=draft")).MustBe(503, "read.rebuilding");
    }

    [Fact]
    public async Task a_server_that_is_about_to_stop_is_not_ready_and_still_answers()
    {
        await using var server = new ServerFixture();
        await server.InitializeAsync();
        var community = await server.NewCommunity();
        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        (await community.Anybody.Get("/health/ready")).MustBe(503, "server.stopping");
        (await community.Anybody.Get("meetups")).MustBe(200);
    }

    [Fact]
    public async Task a_database_that_takes_no_changes_goes_on_being_read()
    {
        await using var server = await StreamServer.Start();
        var meetup = await (await server.NewCommunity()).Scheduled();
        await Deliveries.Run(server.Database, """
            do $$begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end$$;
            select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            """);
        var refused = await Eventually.Sees(
            () => meetup.Command("add-speaker", new { name = "Ada" }), answer => answer.Code != "store.unavailable", "the answer of a database that is back");
        refused.MustBe(503, "store.read_only");
        Assert.Equal("1", refused.RetryAfter);
        (await meetup.Community.Anybody.Get(meetup.Path)).MustBe(200);
    }

    [Fact]
    public async Task a_database_that_is_away_is_worth_another_try()
    {
        await using var server = await StreamServer.Start();
        var meetup = await (await server.NewCommunity()).Scheduled();
        await Close(server.Database);
        var refused = (await meetup.Community.Owner.Get($"{meetup.Path}/history")).MustBe(503, "store.unavailable");
        Assert.Equal("1", refused.RetryAfter);
    }

    [Fact]
    public async Task a_bug_is_told_without_its_details()
    {
        await using var server = await StreamServer.Start();
        var community = await server.NewCommunity();
        await Deliveries.Run(server.Database, "drop table eventops_slugs");
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync($"/api/communities/{community.Name}/meetups/some-slug");
        var answer = new Answer((int)response.StatusCode, response, await response.Content.ReadAsByteArrayAsync());
        answer.MustBe(500, "server.error").MustBeProblem();
        Assert.DoesNotContain("slugs", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_body_in_broken_pieces_is_malformed()
    {
        await using var server = await StreamServer.Start();
        var community = await server.NewCommunity();
        var answer = await RawHttp.Send(server.Address, $"POST /api/communities/{community.Name}/meetups HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {community.Key}\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nnonsense\r\n{}\r\n");
        Assert.Equal((400, "request.malformed"), RawHttp.Told(answer));
    }

    private static async Task Close(TestDatabase database)
    {
        var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var name = to.Database;
        to.Database = "postgres";
        await using var postgres = NpgsqlDataSource.Create(to.ConnectionString);
        await using var command = postgres.CreateCommand(
            $"alter database {name} with allow_connections false; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        await command.ExecuteNonQueryAsync();
    }
}
