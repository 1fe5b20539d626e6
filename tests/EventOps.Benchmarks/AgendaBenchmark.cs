using EventOps.EventStore;
using EventOps.Formats.Importing;
using EventOps.Server.Importing;
using EventOps.Server.Meetups;
using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>
/// An agenda page from memory beside nginx serving the same bytes as a file, whole and as 304; and what Kestrel alone, with
/// nothing to look up and nothing to send, makes of the latter.
/// </summary>
internal static class AgendaBenchmark
{
    private const int Rounds = 3;
    private const string Page = $"/{RunningServer.Community}/webassembly-open-day/agenda?lang=zh";

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        await ImportSample(database.ConnectionString);
        using var http = server.Anonymous();
        var (bytes, etag) = await Whole(http);
        await using var nginx = await Nginx.Serve(bytes);
        var ours = new Uri(server.Address, Page);
        await LoopbackLoad.Run(ours, null, 200, TimeSpan.FromSeconds(2));
        await Compare($"agenda page of {bytes.Length:N0} B", ours, null, nginx, null, 200, 0.7, ground.Figure);
        var theirTag = nginx is null ? null : (await http.GetAsync(nginx.Address)).Headers.ETag!.ToString();
        await Compare("the same unchanged, 304", ours, etag, nginx, theirTag, 304, 1.0, ground.Figure);
        await using var bare = await BareKestrel.Start();
        await LoopbackLoad.Run(bare.Address, null, 304, TimeSpan.FromSeconds(2));
        await Compare("304 by Kestrel with nothing behind", bare.Address, etag, nginx, theirTag, 304, null, ground.Figure);
    }

    /// <summary>The address of the sample's agenda, once the server has it.</summary>
    public static async Task<Uri> Served(RunningServer server, TestDatabase database)
    {
        await ImportSample(database.ConnectionString);
        using var http = server.Anonymous();
        await Whole(http);
        return new Uri(server.Address, Page);
    }

    private static async Task Compare(
        string what, Uri ours, string? etag, Nginx? nginx, string? theirTag, int status, double? bar, TimeSpan time)
    {
        Task<double> Ours(TimeSpan part) => LoopbackLoad.Run(ours, etag, status, part);
        if (nginx is null)
        {
            Figures.Alone(what, await Ours(time), "nginx is not installed");
            return;
        }

        var (mine, theirs) = await Figures.InTurns(
            Rounds, () => Ours(time / Rounds), () => LoopbackLoad.Run(nginx.Address, theirTag, status, time / Rounds));
        if (bar is { } least)
            Figures.Against(what, mine, "nginx", theirs, least);
        else
            Figures.Beside(what, mine, "nginx", theirs);
    }

    private static async Task ImportSample(string connectionString)
    {
        await using var store = new EventStoreModule(connectionString);
        var slugs = new SlugRegister(store.Database);
        var desk = new MeetupDesk(store.Streams, slugs, new Server.Files.FileRegister(store.Database), TimeProvider.System);
        var file = Path.Combine(AppContext.BaseDirectory, "samples", "webassembly-open-day.md");
        var page = PageImporter.Read(
            new(Path.GetFileName(file), await File.ReadAllBytesAsync(file)), new ImportSettings(RunningServer.Community));
        await new PageImports(store.Streams, slugs, desk).Run(page, RunningServer.Community, dryRun: false, CancellationToken.None);
    }

    // The page is there as soon as the projection has come to it.
    private static async Task<(byte[] Bytes, string ETag)> Whole(HttpClient http)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            using var answer = await http.GetAsync(Page);
            if (answer.IsSuccessStatusCode)
                return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag!.ToString());
            await Task.Delay(50);
        }

        throw new InvalidOperationException("The agenda page did not come.");
    }
}
