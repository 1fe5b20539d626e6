using System.CommandLine;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Server.CommandLine;
using EventOps.Server.Hosting;

namespace EventOps.Server.Links;

/// <summary><c>links check</c>: looks at every link of a community now, and says which are broken.</summary>
internal static class LinksCommand
{
    public static Command Make(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var community = new Option<string?>("--community") { Description = "The community whose links are meant." };
        var json = new Option<bool>("--json") { Description = "Print JSON, all links and not only the broken ones." };
        var check = new Command("check", "Looks at the links of decks and recordings now; ends with 1 if one is broken.") { community, json };
        check.SetAction((line, ct) => guarded(() => Check(line.GetValue(community), line.GetValue(json), ct)));
        return new Command("links", "Links to decks and recordings.") { check };
    }

    private static async Task<int> Check(string? community, bool json, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        using var probe = new LinkProbe(settings.AllowPrivateSinks);
        var rounds = new LinkRounds(new(backend.Store.Database), new(backend.Store.Rows), probe, settings.Links, TimeProvider.System);
        var links = (await rounds.All(community ?? settings.Community, ct)).OrderBy(link => link.Url, StringComparer.Ordinal).ToList();
        var broken = links.FindAll(link => link.Fault is not null);
        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(links.Select(link => LineOf(link, settings.Links.DeadAfter)), DomainJson.Options));
        else
            await Say(links, broken, settings.Links.DeadAfter);
        return broken.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static async Task Say(List<KnownLink> links, List<KnownLink> broken, int deadAfter)
    {
        foreach (var link in broken)
            await Console.Out.WriteLineAsync($"{link.State(deadAfter).ToString().ToLowerInvariant(),-8} {link.Fault,-16} {link.Url}");
        await Console.Out.WriteLineAsync($"{links.Count} links, {broken.Count} broken");
    }

    private static object LineOf(KnownLink link, int deadAfter) =>
        new { link.Url, State = link.State(deadAfter), link.Status, link.Fault, link.Failures };
}
