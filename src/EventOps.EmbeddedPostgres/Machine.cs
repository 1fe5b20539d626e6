namespace EventOps.EmbeddedPostgres;

/// <summary>What this room reads from the machine it runs on, in one place so that a test can describe another one.</summary>
internal sealed record Machine(
    IReadOnlyList<string> Path,
    IReadOnlyList<string> BinaryFolders,
    string? CacheHome,
    string? SharedCache,
    string? RuntimeFolder,
    string? Npm,
    string? Docker)
{
    public static Machine This { get; } = new(
        Path: Variable("PATH")?.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [],
        BinaryFolders: UsualFolders(),
        CacheHome: Variable("XDG_CACHE_HOME") ?? CacheBelowHome(),
        SharedCache: RunsAsRoot ? "/var/cache" : null,
        RuntimeFolder: Variable("XDG_RUNTIME_DIR"),
        Npm: OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
        Docker: "docker");

    /// <summary>Root may enter every folder, PostgreSQL refuses to run as root: both need another user.</summary>
    public static bool RunsAsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? CacheBelowHome() =>
        OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Variable("HOME") is { } home ? System.IO.Path.Combine(home, ".cache") : null;

    private static string[] UsualFolders() =>
    [
        .. Versions("/usr/lib/postgresql", "bin"),                       // Debian, Ubuntu
        .. Versions("/usr", "bin", "pgsql-*"),                           // Red Hat, packages of postgresql.org
        .. Versions("/opt/homebrew/opt", "bin", "postgresql*"),          // Homebrew on Apple silicon
        .. Versions("/usr/local/opt", "bin", "postgresql*"),             // Homebrew on Intel
        .. Versions("/home/linuxbrew/.linuxbrew/opt", "bin", "postgresql*"),
        .. Versions("/Applications/Postgres.app/Contents/Versions", "bin"),
        .. Versions("/usr/libexec", "", "postgresql*"),                  // Alpine
        .. Versions(@"C:\Program Files\PostgreSQL", "bin"),
        "/usr/bin",                                                      // Fedora, Arch
        "/usr/local/pgsql/bin",
    ];

    private static IEnumerable<string> Versions(string parent, string below, string pattern = "*") =>
        Directory.Exists(parent)
            ? Directory.GetDirectories(parent, pattern)
                .OrderByDescending(folder => folder.Length).ThenByDescending(folder => folder, StringComparer.Ordinal)
                .Select(folder => System.IO.Path.Combine(folder, below))
            : [];
}
