using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using EventOps.Testing;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// Event streams: what five hundred readers cost beside one. The same commands run with one reader and with all of them; the
/// server's memory and the statements that the database answered are read before and after.
/// </summary>
internal static class StreamBenchmark
{
    private const string Api = $"/api/communities/{RunningServer.Community}";
    private const int Readers = 500;
    private const int Meetups = 20;
    private const int Writers = 4;

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database, new Dictionary<string, string?> { ["EventOps__Streams__ReadersPerAddress"] = $"{Readers + 1}" });
        await using var postgres = NpgsqlDataSource.Create(database.ConnectionString);
        using var owner = server.Owner();
        using var anybody = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers + 1 }) { BaseAddress = server.Address };
        for (var i = 0; i < Meetups; i++)
            await Post(owner, $"{Api}/meetups", new { slug = $"bench-{i}", title = "Bench", start = "2031-01-01T10:00", zone = "UTC" });
        await Measure("warming up", 1, 500, server.ResidentBytes(), owner, anybody, postgres, server);
        var commands = (int)(ground.Figure.TotalSeconds * 40);
        var empty = server.ResidentBytes();
        var one = await Measure("1 reader", 1, commands, empty, owner, anybody, postgres, server);
        var all = await Measure($"{Readers} readers", Readers, commands, empty, owner, anybody, postgres, server);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  reads of the log by {Readers} readers beside 1: {(double)all / one:F2} (as many commands; bar 1.5)"));
    }

    /// <summary>Opens readers, gives commands, and waits until each reader has every message; the rows that were read of the log.</summary>
    private static async Task<long> Measure(
        string what, int readers, int commands, long empty, HttpClient owner, HttpClient anybody, NpgsqlDataSource postgres, RunningServer server)
    {
        var streams = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => anybody.GetStreamAsync($"{Api}/events/stream")));
        var reading = streams.Select(stream => Count(stream, commands)).ToList();
        var before = await LogReads(postgres);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = writer; i < commands; i += Writers)
                await Post(owner, $"{Api}/meetups/bench-{i % Meetups}/open-registration", new { url = $"https://example.org/{readers}/{i}" });
        }));
        await Task.WhenAll(reading).WaitAsync(TimeSpan.FromMinutes(1));
        var took = Stopwatch.GetElapsedTime(started);
        var memory = server.ResidentBytes() - empty;
        var reads = await LogReads(postgres) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what,-24} {commands * (double)readers / took.TotalSeconds,10:N0} messages/s   {(double)reads / commands,6:F2} scans of the log a command   {memory / 1048576.0,6:F0} MiB more"));
        foreach (var stream in streams)
            await stream.DisposeAsync();
        return reads;
    }

    private static async Task Count(Stream stream, int wanted)
    {
        using var lines = new StreamReader(stream, leaveOpen: true);
        for (var seen = 0; seen < wanted && await lines.ReadLineAsync() is { } line;)
            if (line == "event: message")
                seen++;
    }

    // The statistics of a session are told when it is idle for a moment.
    private static async Task<long> LogReads(NpgsqlDataSource postgres)
    {
        await Task.Delay(1_500);
        await using var query = postgres.CreateCommand("select coalesce(sum(idx_scan), 0)::bigint + sum(seq_scan)::bigint from pg_stat_user_tables where relname = 'mt_events'");
        return (long)(await query.ExecuteScalarAsync())!;
    }

    private static async Task Post(HttpClient http, string address, object body)
    {
        using var answer = await http.PostAsJsonAsync(address, body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{address}: {await answer.Content.ReadAsStringAsync()}");
    }
}
