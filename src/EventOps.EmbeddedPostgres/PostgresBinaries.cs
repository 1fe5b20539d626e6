using System.Text.RegularExpressions;

namespace EventOps.EmbeddedPostgres;

/// <summary>A folder with PostgreSQL's programs, and their major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int OldestMajor = 14;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    /// <summary>Those of the PATH, then those of the usual folders, newest first; too old ones are passed over.</summary>
    public static async IAsyncEnumerable<PostgresBinaries> Find(
        Machine machine, UnprivilegedUser? user, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var folder in machine.Path.Concat(machine.BinaryFolders).Where(Path.IsPathRooted).Distinct())
            if (await In(folder, user, ct) is { Major: >= OldestMajor } found)
                yield return found;
    }

    /// <summary>The programs in a folder, as the user who will run them sees them; null when they are not there.</summary>
    public static async Task<PostgresBinaries?> In(string folder, UnprivilegedUser? user, CancellationToken ct)
    {
        if (!Programs.All(program => File.Exists(InFolder(folder, program))))
            return null;
        var run = await ProgramRun.Of([.. user?.Prefix ?? [], InFolder(folder, "postgres"), "--version"], ct);
        return Version().Match(run.Output) is { Success: true } version
            ? new PostgresBinaries(folder, int.Parse(version.Groups["major"].ValueSpan))
            : null;
    }

    private static string InFolder(string folder, string program) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "… 17beta2"
    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Version();
}
