using System.Text;
using EventOps.Formats.Exporting;

namespace EventOps.Server.Exporting;

/// <summary>What became of the files of an export; paths are relative to where it was written to.</summary>
/// <param name="Gone">Pages of meetups that are not there any more.</param>
/// <param name="Refused">What could not be written, and why.</param>
internal sealed record ExportResult(
    IReadOnlyList<string> Written, int Unchanged, IReadOnlyList<string> Gone, bool Pruned, IReadOnlyList<string> Refused);

/// <summary>
/// The pages of a community below one folder, as Hugo wants them: <c>activities/{slug}/index.md</c>. A file is replaced whole
/// or not at all, one that is the same is not touched, and nothing outside the folder is: neither by a name nor by a link.
/// </summary>
internal sealed class PageTree
{
    private const string File = "index.md";

    private readonly string root;
    private readonly string community;
    private readonly List<string> written = [];
    private readonly List<string> refused = [];
    private readonly HashSet<string> standing = new(StringComparer.Ordinal);
    private int unchanged;

    public PageTree(string folder, string community) =>
        (root, this.community) = (Path.GetFullPath(folder), community);

    private string Section => Path.Combine(root, MeetupMarkdown.Section);

    /// <exception cref="IOException">The disk or somebody's rights are in the way.</exception>
    public async Task Write(string slug, byte[] page, CancellationToken ct)
    {
        var shown = $"{MeetupMarkdown.Section}/{slug}/{File}";
        if (!IsName(slug))
        {
            refused.Add($"'{slug}' is no name for a folder.");
            return;
        }

        standing.Add(slug);
        var folder = Path.Combine(Section, slug);
        var path = Path.Combine(folder, File);
        if (LinkOnTheWay(path) is { } link)
            refused.Add($"{shown}: '{link}' is a link to elsewhere.");
        else if (System.IO.File.Exists(path) && (await System.IO.File.ReadAllBytesAsync(path, ct)).SequenceEqual(page))
            unchanged++;
        else
            await Replace(folder, path, page, shown, ct);
    }

    /// <summary>Looks for pages of this community that nothing was written to, and removes them if asked to.</summary>
    public ExportResult Close(bool prune)
    {
        var gone = Directory.Exists(Section) && LinkOnTheWay(Section) is null
            ? Directory.EnumerateDirectories(Section).Where(folder => !standing.Contains(Path.GetFileName(folder)) && IsOurs(Path.Combine(folder, File)))
                .Order(StringComparer.Ordinal).ToList()
            : [];
        foreach (var folder in prune ? gone : [])
        {
            System.IO.File.Delete(Path.Combine(folder, File));
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }

        return new(written, unchanged, [.. gone.Select(folder => $"{MeetupMarkdown.Section}/{Path.GetFileName(folder)}/{File}")], prune && gone.Count > 0, refused);
    }

    private async Task Replace(string folder, string path, byte[] page, string shown, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, $".{File}.{Path.GetRandomFileName()}");
        try
        {
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(page, ct);
                file.Flush(flushToDisk: true);
            }

            System.IO.File.Move(beside, path, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(beside);
        }

        written.Add(shown);
    }

    private static bool IsName(string slug) =>
        slug.Length is > 0 and <= 100 && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private string? LinkOnTheWay(string path)
    {
        for (var part = path; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is not null)
                return Path.GetRelativePath(root, part);
        }

        return null;
    }

    // Only what an export of this community wrote may ever be removed.
    private bool IsOurs(string path)
    {
        if (!System.IO.File.Exists(path) || LinkOnTheWay(path) is not null)
            return false;
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = new List<string?>();
        while (head.Count < 30 && reader.ReadLine() is { } line && (head.Count == 0 || line != "---"))
            head.Add(line);
        return head.Contains($"community: \"{community}\"") && head.Exists(line => line!.StartsWith("eventops: ", StringComparison.Ordinal));
    }
}
