using EventOps.Testing;

namespace EventOps.Browser.Tests;

/// <summary>The Chromium of this machine. None is downloaded: the system's package manager brings it, or the tests say what is missing.</summary>
internal static class Chromium
{
    /// <summary>Nothing that phones home, nothing that needs a graphics card or a sandbox that containers lack.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public static async Task<string> Path()
    {
        if (Environment.GetEnvironmentVariable("EVENTOPS_CHROMIUM") is { Length: > 0 } named)
            return named;
        if (Found() is { } found)
            return found;
        if (Environment.UserName == "root" && File.Exists("/etc/debian_version"))
        {
            await NodeTools.Run("apt-get", ["update", "-q"], "/");
            await NodeTools.Run("apt-get", ["install", "-y", "-q", "chromium"], "/");
        }

        return Found() ?? throw new InvalidOperationException(
            "The browser tests need Chromium: install it (Debian: apt-get install chromium) or name it in EVENTOPS_CHROMIUM.");
    }

    private static string? Found() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
         from name in Names
         let path = System.IO.Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
