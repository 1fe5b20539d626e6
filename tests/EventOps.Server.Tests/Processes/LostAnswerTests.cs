using System.Net;
using System.Text;
using System.Text.Json;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>kill -9 after the commit and before the answer: whoever asks again under the same key gets the answer that was lost.</summary>
public sealed class LostAnswerTests
{
    private const string Address = $"/api/communities/{RunningServer.Community}/meetups/lost/add-speaker";

    [Fact]
    public async Task a_command_whose_answer_died_with_the_server_is_answered_by_the_next_and_done_once()
    {
        await using var database = await TestDatabase.Create();
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var server = await RunningServer.Start(database))
        {
            using var http = server.Owner();
            using var scheduled = await http.PostAsync($"/api/communities/{RunningServer.Community}/meetups", Json("""{"slug":"lost","title":"Lost","start":"2031-04-12T13:00","zone":"UTC"}"""));
            Assert.Equal(HttpStatusCode.Created, scheduled.StatusCode);
            var lost = await Commit(server, http, postgres);
            await server.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);
        }

        await using var next = await RunningServer.Start(database);
        using var again = next.Owner();
        var first = await Ask(again, """{"name":"Ada"}""");
        Assert.Equal((HttpStatusCode.OK, 2L), (first.Status, first.Json.GetProperty("version").GetInt64()));
        Assert.Equal("speaker_added", Assert.Single(first.Json.GetProperty("events").EnumerateArray()).GetProperty("type").GetString());
        Assert.Equal(first.Json.GetRawText(), (await Ask(again, """{"name":"Ada"}""")).Json.GetRawText());
        Assert.Equal(HttpStatusCode.Conflict, (await Ask(again, """{"name":"Grace"}""")).Status);
        Assert.Equal(1L, await Scalar(postgres, "select count(*) from mt_events where type = 'speaker_added'"));
    }

    // The append waits for a lock, the server is frozen, the lock goes: PostgreSQL commits, and nobody is there to say so.
    private static async Task<Task<HttpResponseMessage>> Commit(RunningServer server, HttpClient http, NpgsqlDataSource postgres)
    {
        await using var holder = await postgres.OpenConnectionAsync();
        await using (var hold = new NpgsqlCommand("begin; lock table mt_streams in share mode", holder))
            await hold.ExecuteNonQueryAsync();
        // Sent on by a client that outlives this method.
        var request = Request("""{"name":"Ada"}""");
        var asked = http.SendAsync(request);
        await Eventually.Sees(() => Scalar(postgres, "select count(*) from pg_locks where not granted and relation = 'mt_streams'::regclass"), waiting => waiting > 0, "an append that waits");
        await server.Freeze();
        await using (var free = new NpgsqlCommand("commit", holder))
            await free.ExecuteNonQueryAsync();
        await Eventually.Sees(() => Scalar(postgres, "select count(*) from mt_events where type = 'speaker_added'"), stored => stored == 1, "the committed event");
#pragma warning disable MA0100 // The request outlives what held it up: that is what is tried.
#pragma warning disable MA0100 // The request outlives what held it up: that is what is tried.
        return asked;
#pragma warning restore MA0100
#pragma warning restore MA0100
    }

    private static async Task<(HttpStatusCode Status, JsonElement Json)> Ask(HttpClient http, string body)
    {
        using var request = Request(body);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    private static HttpRequestMessage Request(string body) => new(HttpMethod.Post, Address) { Content = Json(body), Headers = { { "Idempotency-Key", "lost-answer" } } };

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<long> Scalar(NpgsqlDataSource postgres, string sql)
    {
        await using var command = postgres.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
