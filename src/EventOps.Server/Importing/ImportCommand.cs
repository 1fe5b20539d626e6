using EventOps.Formats.Importing;
using EventOps.Formats.Importing.Files;
using EventOps.Server.CommandLine;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups;

namespace EventOps.Server.Importing;

/// <summary>What <c>import</c> was asked for.</summary>
internal sealed record ImportRequest(IReadOnlyList<string> Paths, string? Community, bool DryRun, bool Json, FindingSeverity FailOn)
{
    public bool Report { get; init; }

    public bool AcceptDamage { get; init; }

    /// <summary>Whose talks a file of talks tells.</summary>
    public FileTarget Target { get; init; } = new();
}

/// <summary>Reads pages, shows what they come to, and carries it out.</summary>
internal static class ImportCommand
{
    public static async Task<int> Run(ImportRequest request, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        var community = request.Community ?? settings.Community;
        if (!CommunityNames.IsName(community))
            throw new SettingException("--community", "must be lower-case letters, digits and single hyphens");
        var files = FilesOf(request);
        if (files.Count == 0)
            return await Fail("There is neither a Markdown page nor a file of talks in what was named.", ExitCodes.Refused);

        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        var store = backend.Store;
        if (!request.DryRun)
            await CommunityRegister.On(store).Found(community, new(community), ct);
        var memories = new ImportedPages(store.Database);
        var slugs = new SlugRegister(store.Database);
        var desk = new MeetupDesk(store.Streams, slugs, new Files.FileRegister(store.Database), TimeProvider.System);
        var imports = new PageImports(store.Streams, slugs, desk, memories);
        return await Import(request, imports, memories, new ImportSettings(community, AcceptDamage: request.AcceptDamage), files, ct);
    }

    private static async Task<int> Import(
        ImportRequest request, PageImports imports, ImportedPages memories, ImportSettings settings, List<(string Path, string Shown)> files, CancellationToken ct)
    {
        var sources = new List<SourcePage>();
        foreach (var (path, shown) in files)
        {
            sources.Add(await PageFiles.Read(path, shown, ct));
            Progress.Show($"{sources.Count} of {files.Count} files read");
        }

        var results = new List<ImportResult>();
        var pages = await Read([.. sources.Where(source => !TalkFile.Is(source))], memories, settings, ct);
        await foreach (var result in imports.RunAll(pages, settings.Community, request.DryRun, ct))
            Tell(result);
        foreach (var source in sources.Where(TalkFile.Is))
            Tell(await imports.Run(TalkFile.Read(source, settings, request.Target), settings.Community, request.DryRun, ct));
        Progress.Clear();
        if (request.Json)
            ImportReport.PrintJson(results, request.Report);
        else
            ImportReport.PrintSum(results, request.DryRun);
        // Among many pages some are no meetup; when none is, what was asked for was not done.
        var refused = results.TrueForAll(result => result.Slug is null)
            || results.Exists(result => result.IsRefused || result.Findings.Any(finding => finding.Severity >= request.FailOn));
        return refused ? ExitCodes.Refused : ExitCodes.Done;

        void Tell(ImportResult result)
        {
            results.Add(result);
            Progress.Clear();
            if (request.Json)
                Progress.Show($"{results.Count} of {files.Count} imported");
            else
                ImportReport.Print(result, $"[{results.Count}/{files.Count}]", request.DryRun, request.Report);
        }
    }

    // A damaged page without a twin among its like may have one that was imported before.
    private static async Task<IReadOnlyList<ImportedPage>> Read(
        List<SourcePage> sources, ImportedPages memories, ImportSettings settings, CancellationToken ct)
    {
        var pages = PageImporter.ReadAll(sources, settings);
        var damaged = pages.Where(page => page.Damage is { Repair: DamageRepair.Draft }).Select(page => page.Likeness).ToList();
        return damaged.Count == 0 ? pages : PageImporter.ReadAll(sources, settings, await memories.Like(settings.Community, damaged, ct));
    }

    private static List<(string Path, string Shown)> FilesOf(ImportRequest request)
    {
        try
        {
            return [.. PageFiles.Find(request.Paths)];
        }
        catch (FileNotFoundException e)
        {
            throw new SettingException("path", $"names nothing: {e.Message.TrimEnd('.')}");
        }
    }

    private static async Task<int> Fail(string message, int code)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }
}
