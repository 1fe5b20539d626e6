using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Server.Tests.Processes;

/// <summary>More changes at once than may wait: the rest is told to come again, and nothing that was taken is lost.</summary>
public sealed class OverloadTests
{
    private const string Meetups = $"/api/communities/{RunningServer.Community}/meetups";

    [Fact]
    public async Task a_full_queue_answers_503_with_retry_after_and_keeps_what_it_took()
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(
            database, new Dictionary<string, string?> { ["EventOps__QueuedAppends"] = "2" });
        using var http = server.Owner();
        await using var holder = new NpgsqlConnection(database.ConnectionString);
        await holder.OpenAsync();
        await Run(holder, "begin; lock table mt_streams in share mode");

        // Two connections carry one batch each and two appends wait; of ten, some find no room.
        var answering = Enumerable.Range(0, 10).Select(i => http.PostAsJsonAsync(
            Meetups, new { slug = $"rush-{i}", title = "Rush", start = "2031-01-01T10:00", zone = "UTC" })).ToArray();
        var refused = await await Task.WhenAny(answering);
        await Run(holder, "commit");
        var answers = await Task.WhenAll(answering);

        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        var code = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
        Assert.Equal((503, "store.busy"), ((int)refused.StatusCode, code));
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable));
        await using var count = new NpgsqlCommand("select count(*) from mt_events where type = 'event_scheduled'", holder);
        Assert.Equal(answers.Count(a => a.StatusCode == HttpStatusCode.Created), (long)(await count.ExecuteScalarAsync())!);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
