using System.Text.Json.Nodes;
using EventOps.Projections.History;
using EventOps.Testing.Histories;

namespace EventOps.Domain.Tests.Projections;

/// <summary>Explains a line by brute force: every page whole, as JSON, and each held against the one before.</summary>
internal static class ExhaustiveExplanation
{
    /// <summary>Of each field the versions by which it was made and shown.</summary>
    public static Dictionary<string, (long Cause, long Shown)> Of(History history, IEnumerable<JsonNode?> shown, IEnumerable<JsonNode?> drafted, PageLine line)
    {
        var (seen, made) = (shown.Select(page => In(page, line)).ToList(), drafted.Select(page => In(page, line)).ToList());
        return seen[^1].ToDictionary(field => field.Key, field =>
        {
            var shownBy = LastChange(seen, field.Key, seen.Count - 1);
            var madeBy = made[shownBy].GetValueOrDefault(field.Key) == field.Value ? LastChange(made, field.Key, shownBy) : shownBy;
            return (history.Facts[madeBy].Version, history.Facts[shownBy].Version);
        });
    }

    /// <summary>What a page says in a line.</summary>
    public static Dictionary<string, string> In(JsonNode? page, PageLine line)
    {
        var fields = new Dictionary<string, string>();
        if (page is not null && (line.Id is null ? page : Find(page, line.Id)) is { } found)
            Write(found, "", fields);
        return fields.Where(field => line.Within.Length == 0 || IsWithin(field.Key, line.Within)).ToDictionary();
    }

    private static int LastChange(List<Dictionary<string, string>> after, string field, int upTo)
    {
        var value = after[upTo].GetValueOrDefault(field);
        while (upTo > 0 && after[upTo - 1].GetValueOrDefault(field) == value)
            upTo--;
        return upTo;
    }

    private static bool IsWithin(string path, string within) =>
        path.StartsWith(within, StringComparison.Ordinal) && (path.Length == within.Length || path[within.Length] is '.' or '[');

    private static JsonNode? Find(JsonNode node, string id) => IdOf(node) == id ? node : (node switch
    {
        JsonObject fields => fields.Select(field => field.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().Select(inner => Find(inner, id)).FirstOrDefault(found => found is not null);

    private static string? IdOf(JsonNode node) => node is JsonObject { Count: > 0 } fields && fields.First() is var (name, value)
        && name.EndsWith("Id", StringComparison.Ordinal) && value is JsonValue text && text.TryGetValue<string>(out var id) && Guid.TryParse(id, out _) ? id : null;

    private static void Write(JsonNode node, string path, Dictionary<string, string> fields)
    {
        if (node is JsonObject parts)
            foreach (var (name, value) in parts.Where(part => part.Value is not null))
                Write(value!, $"{path}.{name}", fields);
        else if (node is JsonArray { Count: > 0 } items && items[0] is JsonObject)
            foreach (var (index, item) in items.Index())
                Write(item!, $"{path}[{IdOf(item!) ?? $"{index}"}]", fields);
        else
            fields[path] = node.ToJsonString();
    }
}
