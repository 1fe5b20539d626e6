using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>A recap page from memory beside nginx serving the same bytes as a file, whole and as 304.</summary>
internal static class RecapBenchmark
{
    private const int Rounds = 3;

    public static async Task Run(Ground ground)
    {
        await using var database = await TestDatabase.Create();
        await using var server = await RunningServer.Start(database);
        var recap = new Uri(await AgendaBenchmark.Served(server, database), "recap?lang=zh");
        using var http = server.Anonymous();
        var (bytes, etag) = await Whole(http, recap);
        await using var nginx = await Nginx.Serve(bytes);
        await LoopbackLoad.Run(recap, null, 200, TimeSpan.FromSeconds(2));
        var theirTag = nginx is null ? null : (await http.GetAsync(nginx.Address)).Headers.ETag!.ToString();
        await Compare($"recap page of {bytes.Length:N0} B", (recap, null), (nginx?.Address, null), 200, 0.7, ground.Figure);
        await Compare("the same unchanged, 304", (recap, etag), (nginx?.Address, theirTag), 304, 1.0, ground.Figure);
    }

    private static async Task Compare(
        string what, (Uri Address, string? Tag) ours, (Uri? Address, string? Tag) theirs, int status, double bar, TimeSpan time)
    {
        if (theirs.Address is not { } peer)
        {
            Figures.Alone(what, await LoopbackLoad.Run(ours.Address, ours.Tag, status, time), "nginx is not installed");
            return;
        }

        var (mine, nginx) = await Figures.InTurns(
            Rounds,
            () => LoopbackLoad.Run(ours.Address, ours.Tag, status, time / Rounds),
            () => LoopbackLoad.Run(peer, theirs.Tag, status, time / Rounds));
        Figures.Against(what, mine, "nginx", nginx, bar);
    }

    // The page is there as soon as its own projection has come to it.
    private static async Task<(byte[] Bytes, string ETag)> Whole(HttpClient http, Uri page)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            using var answer = await http.GetAsync(page);
            if (answer.IsSuccessStatusCode)
                return (await answer.Content.ReadAsByteArrayAsync(), answer.Headers.ETag!.ToString());
            await Task.Delay(50);
        }

        throw new InvalidOperationException("The recap page did not come.");
    }
}
