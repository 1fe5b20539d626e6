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

    /// <summary>Whether a living PostgreSQL has this process id; almost always this cluster's.</summary>
    public bool NamesPostgres() =>
        !IsZombie() && With(process => process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the process with this id was started when the file says, and so is the one that wrote it.</summary>
    public bool IsSameProcess() =>
        With(process => (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < TimeSpan.FromSeconds(5));

    /// <summary>
    /// Puts a number that no process has into the file of a dead server whose number is taken, by a stranger after a restart
    /// or by its own unburied process: PostgreSQL would refuse to start. The rest stays, because PostgreSQL tells from it
    /// whether sessions of the dead server still use the data.
    /// </summary>
    public static async Task Disown(ClusterDirectory cluster, CancellationToken ct)
    {
        var lines = await File.ReadAllLinesAsync(FileOf(cluster), ct);
        var text = string.Join('\n', lines.Skip(1).Prepend(int.MaxValue.ToString(CultureInfo.InvariantCulture))) + "\n";
        // As its owner: root following a link that the database's user put there would write anywhere.
        if (cluster.User is { } user)
            await ProgramRun.Of([.. user.Prefix, "tee", FileOf(cluster)], ct, input: text);
        else
            await File.WriteAllTextAsync(FileOf(cluster), text, ct);
    }

    // In a container without an init process the dead are never buried.
    private bool IsZombie() =>
        OperatingSystem.IsLinux() && $"/proc/{Pid}/stat" is var stat && File.Exists(stat)
        && File.ReadAllText(stat) is var text && text.AsSpan(text.LastIndexOf(')') + 1).TrimStart() is ['Z', ..];

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
