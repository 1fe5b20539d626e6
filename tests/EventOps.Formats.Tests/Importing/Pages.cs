using EventOps.Formats.Importing;
using Xunit;

namespace EventOps.Formats.Tests.Importing;

/// <summary>
/// The pages that tests read: our own samples, and beside a checkout that has it the corpus of real ones. A clone without
/// the corpus runs every test on the samples.
/// </summary>
internal static class Pages
{
    public static ImportSettings Settings { get; } = new("sofa");

    private static string Root { get; } = FindRoot();

    private static string Samples => Path.Combine(Root, "docs", "samples");

    private static string Corpus => Path.GetFullPath(Path.Combine(Root, "..", "shared", "corpus"));

    /// <summary>Every page there is, by a name that <see cref="Read"/> knows.</summary>
    public static TheoryData<string> All => [.. SampleNames, .. CorpusNames];

    public static IEnumerable<string> SampleNames => Named(Samples, "*.md").Where(name => name != "README.md");

    private static IEnumerable<string> CorpusNames => Directory.Exists(Corpus) ? Named(Corpus, "*.md").Where(name => name != "README.md") : [];

    public static bool Exists(string name) => File.Exists(PathOf(name));

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    public static ImportedPage Read(string name) => PageImporter.Read(new(name, Bytes(name)), Settings);

    private static string PathOf(string name) => File.Exists(Path.Combine(Samples, name)) ? Path.Combine(Samples, name) : Path.Combine(Corpus, name);

    private static IEnumerable<string> Named(string folder, string pattern) => Directory
        .EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EventOps.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
