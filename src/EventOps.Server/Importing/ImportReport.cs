using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;

namespace EventOps.Server.Importing;

/// <summary>Tells what became of pages, for people and for programs.</summary>
internal static class ImportReport
{
    public static void Print(ImportResult result, string count, bool dryRun)
    {
        Console.WriteLine($"{count} {result.Path}: {Outcome(result, dryRun)}");
        foreach (var finding in result.Findings)
        {
            var excerpt = finding.Excerpt is { } text ? $" | {text}" : "";
            Console.WriteLine($"    line {finding.Line} {finding.Severity.ToString().ToLowerInvariant()} {finding.Code}: {finding.Message}{excerpt}");
        }
    }

    public static void PrintSum(IReadOnlyList<ImportResult> results, bool dryRun)
    {
        var commands = results.Where(result => dryRun || result.Answer is not null).Sum(result => result.Commands.Count);
        var findings = results.Sum(result => result.Findings.Count);
        Console.WriteLine($"{results.Count} page(s), {commands} command(s) {(dryRun ? "planned" : "carried out")}, {findings} finding(s).");
    }

    public static void PrintJson(IReadOnlyList<ImportResult> results) => Console.WriteLine(
        new JsonArray([.. results.Select(Json)]).ToJsonString(new JsonSerializerOptions(DomainJson.Options) { WriteIndented = true }));

    private static string Outcome(ImportResult result, bool dryRun) => result switch
    {
        { Slug: null } => "no meetup",
        { Refusal: { } refusal } => $"{result.Slug} refused, {refusal.Code}: {refusal.Message}",
        { Commands.Count: 0 } => $"{result.Slug} is up to date",
        { Answer: { } answer } => $"{result.Slug} is at version {answer.Version} after {result.Commands.Count} command(s)",
        _ when dryRun => $"{result.Slug} would take {result.Commands.Count} command(s)",
        _ => $"{result.Slug} was left as it is",
    };

    private static JsonNode Json(ImportResult result) => new JsonObject
    {
        ["path"] = result.Path,
        ["meetupId"] = result.MeetupId,
        ["slug"] = result.Slug,
        ["commands"] = new JsonArray([.. result.Commands.Select(Json)]),
        ["findings"] = JsonSerializer.SerializeToNode(result.Findings, DomainJson.Options),
        ["answer"] = JsonSerializer.SerializeToNode(result.Answer, DomainJson.Options),
        ["refusal"] = result.Refusal is { } refusal ? new JsonObject { ["code"] = refusal.Code, ["message"] = refusal.Message } : null,
    };

    private static JsonNode Json(Domain.Meetups.MeetupCommand command)
    {
        var json = new JsonObject { ["type"] = command.GetType().Name };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(command, command.GetType(), DomainJson.Options)!.AsObject())
            json[name] = value?.DeepClone();
        return json;
    }
}
