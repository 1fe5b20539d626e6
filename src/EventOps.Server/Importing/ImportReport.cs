using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;
using EventOps.Formats.Importing;

namespace EventOps.Server.Importing;

/// <summary>Tells what became of pages, for people and for programs.</summary>
internal static class ImportReport
{
    private const int LongestShown = 160;

    public static void Print(ImportResult result, string count, bool dryRun, bool lines)
    {
        Console.WriteLine($"{count} {result.Path}: {Outcome(result, dryRun)}");
        foreach (var finding in result.Findings)
        {
            var excerpt = finding.Excerpt is { } text ? $" | {text}" : "";
            Console.WriteLine($"    line {finding.Line} {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Message}{excerpt}{Readings(finding)}");
        }

        foreach (var line in lines ? result.Lines : [])
            Console.WriteLine($"    {line.Line,5}  {line.Use.ToString().ToLowerInvariant(),-11}  {line.What}: {Shown(line.Text)}");
    }

    public static void PrintSum(IReadOnlyList<ImportResult> results, bool dryRun)
    {
        var commands = results.Where(result => dryRun || result.Answer is not null).Sum(result => result.Commands.Count);
        var findings = results.Sum(result => result.Findings.Count);
        Console.WriteLine($"{results.Count} page(s), {commands} command(s) {(dryRun ? "planned" : "carried out")}, {findings} finding(s).");
    }

    public static void PrintJson(IReadOnlyList<ImportResult> results, bool lines) => Console.WriteLine(
        new JsonArray([.. results.Select(result => Json(result, lines))]).ToJsonString(new JsonSerializerOptions(DomainJson.Options) { WriteIndented = true }));

    private static string Outcome(ImportResult result, bool dryRun) => result switch
    {
        { Slug: null } => "no meetup",
        { Refusal: { } refusal } => $"{result.Slug} refused, {refusal.Code}: {refusal.Message}",
        { IsDraft: true } => $"{result.Slug} is a draft of {result.Commands.Count} command(s); --accept-damage carries it out",
        { DuplicateOf: { } twin } => $"{result.Slug} is the page '{twin}' once more",
        { Commands.Count: 0 } => $"{result.Slug} is up to date",
        { Answer: { } answer } => $"{result.Slug} is at version {answer.Version} after {result.Commands.Count} command(s)",
        _ when dryRun => $"{result.Slug} would take {result.Commands.Count} command(s)",
        _ => $"{result.Slug} was left as it is",
    };

    private static string Readings(Finding finding) => finding switch
    {
        { Candidates.Count: > 0, Chosen: { } chosen } => $" | taken: {chosen}, of: {string.Join("; ", finding.Candidates)}",
        { Candidates.Count: > 0 } => $" | of: {string.Join("; ", finding.Candidates)}",
        { Chosen: { } chosen } => $" | taken: {chosen}",
        _ => "",
    };

    private static string Shown(string text) => text.Length > LongestShown ? string.Concat(text.AsSpan(0, LongestShown), "…") : text;

    private static JsonObject Json(ImportResult result, bool lines)
    {
        var json = Json(result);
        if (lines)
            json["report"] = JsonSerializer.SerializeToNode(result.Lines, DomainJson.Options);
        return json;
    }

    private static JsonObject Json(ImportResult result) => new()
    {
        ["path"] = result.Path,
        ["meetupId"] = result.MeetupId,
        ["slug"] = result.Slug,
        ["commands"] = new JsonArray([.. result.Commands.Select(Json)]),
        ["findings"] = JsonSerializer.SerializeToNode(result.Findings, DomainJson.Options),
        ["draft"] = result.IsDraft,
        ["damage"] = JsonSerializer.SerializeToNode(result.Damage, DomainJson.Options),
        ["duplicateOf"] = result.DuplicateOf,
        ["answer"] = JsonSerializer.SerializeToNode(result.Answer, DomainJson.Options),
        ["refusal"] = result.Refusal is { } refusal ? new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message } : null,
    };

    public static JsonNode Json(Domain.Meetups.MeetupCommand command)
    {
        var json = new JsonObject { ["type"] = command.GetType().Name };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(command, command.GetType(), DomainJson.Options)!.AsObject())
            json[name] = value?.DeepClone();
        return json;
    }
}
