using System.Diagnostics;
using System.Globalization;

namespace EventOps.EmbeddedPostgres;

/// <summary>What a running (or killed) server left in <c>postmaster.pid</c>.</summary>
internal sealed record PostmasterPid(int Pid, DateTimeOffset Started, int Port, string SocketFolder, string Status)
{
    public bool IsReady => Status == "ready";

    public static string FileOf(ClusterDirectory cluster) => Path.Combine(cluster.Data, "postmaster.pid");

    /// <summary>The file's content; null when there is none, or not yet all of it.</summary>
    public static PostmasterPid? Read(ClusterDirectory cluster)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(FileOf(cluster));
        }
        catch (IOException)
        {
            return null;
        }

        return lines.Length > 3
            && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
            && long.TryParse(lines[2], CultureInfo.InvariantCulture, out var started)
            && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            ? new PostmasterPid(
                pid, DateTimeOffset.FromUnixTimeSeconds(started), port,
                lines.ElementAtOrDefault(4) ?? "", lines.ElementAtOrDefault(7)?.Trim() ?? "")
            : null;
    }

    /// <summary>Whether a PostgreSQL has this process id now; whether it is this cluster's is <see cref="IsSameProcess"/>.</summary>
    public bool NamesPostgres() =>
        With(process => process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the process with this id was started when the file says, and so is the one that wrote it.</summary>
    public bool IsSameProcess() =>
        With(process => (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < TimeSpan.FromSeconds(5));

    private bool With(Predicate<Process> holds)
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            return holds(process);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
