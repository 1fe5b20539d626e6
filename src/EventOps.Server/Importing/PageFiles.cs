using EventOps.Formats.Importing;
using EventOps.Formats.Importing.Files;

namespace EventOps.Server.Importing;

/// <summary>Finds the pages that a command line names: files as they are, folders with every Markdown file below them.</summary>
internal static class PageFiles
{
    // One byte more than the importer takes shows that a file is too large, without reading all of it.
    private const int MostBytes = TalkFile.MostBytes + 1;

    /// <exception cref="FileNotFoundException">Nothing is at a path.</exception>
    public static IEnumerable<(string Path, string Shown)> Find(IEnumerable<string> paths) => paths.SelectMany(path =>
        File.Exists(path) ? [(path, Path.GetFileName(path))]
        : Directory.Exists(path) ? Below(path)
        : throw new FileNotFoundException($"There is no file or folder '{path}'.", path));

    public static async Task<SourcePage> Read(string path, string shown, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var buffer = new byte[Math.Min(file.Length, MostBytes)];
        var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return new(shown, buffer.AsMemory(0, read));
    }

    private static IEnumerable<(string Path, string Shown)> Below(string folder) => Directory
        .EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
        .Select(path => (Path: path, Shown: Path.GetRelativePath(folder, path).Replace('\\', '/')))
        .Where(file => !Path.GetFileName(file.Shown).Equals("README.md", StringComparison.OrdinalIgnoreCase))
        .OrderBy(file => file.Shown, StringComparer.Ordinal);
}
