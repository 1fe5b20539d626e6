using System.Globalization;
using System.Text;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore.Projecting;

namespace EventOps.Server.Projecting;

/// <summary>How projections are doing, for people and for programs.</summary>
internal static class ProjectionReport
{
    public static string Table(IReadOnlyList<ProjectionStatus> found)
    {
        var text = new StringBuilder();
        Line(text, "PROJECTION", "STATE", "POSITION", "LAG", "GENERATION", "RUN BY");
        foreach (var status in found)
        {
            Line(text, status.Name, StateOf(status), Number(status.Checkpoint), Number(status.Lag), Number(status.Generation), status.Leader ?? "-");
            if (status.Failure is { } failure)
                text.Append("  stands still ").Append(Of(failure)).Append('\n');
            if (status.Rebuild is { } rebuild)
                text.Append(CultureInfo.InvariantCulture, $"  rebuild: generation {rebuild.Generation} at position {rebuild.Checkpoint}, lag {rebuild.Lag}, run by {rebuild.Leader ?? "-"}\n");
            if (status.Rebuild?.Failure is { } met)
                text.Append("  rebuild stands still ").Append(Of(met)).Append('\n');
        }

        return text.ToString();
    }

    public static string Json(IReadOnlyList<ProjectionStatus> found) => JsonSerializer.Serialize(
        found.Select(status => new
        {
            status.Name,
            State = StateOf(status),
            status.Checkpoint,
            status.Lag,
            status.Generation,
            status.Version,
            status.Leader,
            status.Since,
            status.Failure,
            status.Rebuild,
        }),
        Indented) + "\n";

    public static string Of(ProjectionFailure failure) => string.Create(
        CultureInfo.InvariantCulture,
        $"before position {failure.Position}, event {failure.EventId} ({failure.Type}) of stream {failure.StreamId} in '{failure.Tenant}': {failure.Error}");

    private static JsonSerializerOptions Indented { get; } = Options();

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        DomainJson.Apply(options);
        return options;
    }

    // What nobody runs is not running, whatever was last heard of it.
    private static string StateOf(ProjectionStatus status) => status switch
    {
        { Failure: not null } => "stopped",
        { Leader: null } => "idle",
        _ => "running",
    };

    private static void Line(StringBuilder text, string name, string state, string position, string lag, string generation, string leader) =>
        text.Append(CultureInfo.InvariantCulture, $"{name,-16}{state,-10}{position,12}{lag,12}{generation,12}  {leader}\n");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
