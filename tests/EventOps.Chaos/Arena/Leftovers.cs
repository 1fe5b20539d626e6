using EventOps.EmbeddedPostgres;

namespace EventOps.Chaos.Arena;

/// <summary>A run that was itself killed leaves servers, a cluster and a mounted volume behind: the next one clears them away.</summary>
internal static class Leftovers
{
    private const string FolderName = "eventops-chaos-";

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"{FolderName}{Environment.ProcessId}");

    public static async Task Sweep()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), $"{FolderName}*"))
            if (int.TryParse(Path.GetFileName(folder)[FolderName.Length..], out var owner) && !Directory.Exists($"/proc/{owner}"))
                await Sweep(folder);
    }

    private static async Task Sweep(string folder)
    {
        var data = Path.Combine(folder, "data");
        try
        {
            if (File.Exists(PidsOf(folder)))
                foreach (var line in await File.ReadAllLinesAsync(PidsOf(folder)))
                    EndServer(int.Parse(line));
            if (Directory.Exists(Path.Combine(data, "postgres")))
                await PostgresCluster.Destroy(new EmbeddedPostgresOptions { DataDirectory = data }, CancellationToken.None);
            await Volume.Release(data);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is ClusterInUseException or PostgresUnavailableException or IOException or UnauthorizedAccessException)
        {
            // Another run sweeps it, or it is another user's.
        }
    }

    /// <summary>Notes a server that was started from this folder.</summary>
    public static void Note(string folder, int pid) => File.AppendAllText(PidsOf(folder), $"{pid}\n");

    private static string PidsOf(string folder) => Path.Combine(folder, "servers");

    // A process id may have been given to a stranger since.
    private static void EndServer(int pid)
    {
        if (File.Exists($"/proc/{pid}/cmdline")
            && File.ReadAllText($"/proc/{pid}/cmdline").Contains("EventOps.Server.dll", StringComparison.Ordinal)
            && File.ReadAllText($"/proc/{pid}/environ").Contains($"EventOps__Community={Node.Community}\0", StringComparison.Ordinal))
            Signals.KillNow(pid);
    }
}
