using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Server.CommandLine;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;

namespace EventOps.Server.Exporting;

/// <summary>What <c>export</c> was asked for.</summary>
/// <param name="Prune">Remove pages of meetups that are not there any more, instead of only listing them.</param>
internal sealed record ExportRequest(string Out, string? Community, bool Prune, bool Json);

/// <summary>Writes a community's public pages into a folder that a site is built from.</summary>
internal static class ExportCommand
{
    public static async Task<int> Run(ExportRequest request, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        var community = request.Community ?? settings.Community;
        if (!CommunityNames.IsName(community))
            throw new SettingException("--community", "must be lower-case letters, digits and single hyphens");
        if (string.IsNullOrWhiteSpace(request.Out) || File.Exists(request.Out))
            throw new SettingException("--out", "must be a folder, there already or to be made");

        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        if (await CommunityRegister.On(backend.Store).Find(community, ct) is null)
            return await Fail($"There is no community '{community}'.");
        var pages = await new CommunityPages(backend.Store.Feed).Read(community, (position, head) => Progress.Show($"{position * 100 / head} % of the log read"), ct);
        Progress.Clear();
        var tree = new PageTree(request.Out, community);
        try
        {
            foreach (var (slug, page) in pages)
                await tree.Write(slug, page, ct);
            return Print(tree.Close(request.Prune), request.Json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await Fail($"'{request.Out}' cannot be written: {e.Message}");
        }
    }

    private static int Print(ExportResult result, bool json)
    {
        if (json)
            Console.WriteLine(JsonSerializer.SerializeToNode(result, DomainJson.Options)!.AsObject().ToJsonString(new(DomainJson.Options) { WriteIndented = true }));
        else
            PrintLines(result);
        return result.Refused.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static void PrintLines(ExportResult result)
    {
        foreach (var path in result.Written)
            Console.WriteLine($"written  {path}");
        foreach (var path in result.Gone)
            Console.WriteLine($"{(result.Pruned ? "removed" : "gone   ")}  {path}");
        foreach (var refusal in result.Refused)
            Console.Error.WriteLine($"refused  {refusal}");
        var kept = result.Gone.Count > 0 && !result.Pruned ? " Pages that are gone stay; --prune removes them." : "";
        Console.WriteLine($"{result.Written.Count} written, {result.Unchanged} unchanged, {result.Gone.Count} gone, {result.Refused.Count} refused.{kept}");
    }

    private static async Task<int> Fail(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return ExitCodes.Refused;
    }
}
