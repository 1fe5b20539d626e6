using System.Diagnostics;
using EventOps.Testing;

namespace EventOps.Benchmarks;

/// <summary>From the start of the program to its first page, the embedded cluster being there already but not running.</summary>
internal static class StartBenchmark
{
    private const int Starts = 5;
    private const double LimitMilliseconds = 3000;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("eventops-start-");
        // As root the database runs as another user, who must get in.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        try
        {
            await FirstPage(folder.FullName); // makes the cluster
            var times = new List<double>();
            for (var i = 0; i < Starts; i++)
                times.Add(await FirstPage(folder.FullName));
            times.Sort();
            Figures.Limit($"start to first page, median of {Starts}", times[Starts / 2], LimitMilliseconds);
            Figures.Limit("the slowest of them", times[^1], LimitMilliseconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> FirstPage(string folder)
    {
        var began = Stopwatch.GetTimestamp();
        await using var server = await RunningServer.Start(new Dictionary<string, string?>
        {
            ["ConnectionStrings__EventOps"] = null,
            ["EventOps__DataDirectory"] = folder,
        });
        using var http = server.Anonymous();
        (await http.GetAsync($"/{RunningServer.Community}")).EnsureSuccessStatusCode();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await server.Stop();
        return took;
    }
}
