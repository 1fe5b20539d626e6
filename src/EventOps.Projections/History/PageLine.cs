using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;

namespace EventOps.Projections.History;

/// <summary>
/// A part of a page as JSON, told from others by the id that it begins with, so that it stays the same wherever it moves to.
/// </summary>
/// <param name="Id">Absent for the page itself.</param>
/// <param name="Within">The part of it that is meant: empty for all of it, else like <c>.talk.title</c>.</param>
public sealed record PageLine(string? Id, string Within)
{
    /// <summary>The line that a JSON pointer leads to; null when it leads nowhere.</summary>
    public static PageLine? At(JsonNode page, string path)
    {
        var (line, node) = (new PageLine(null, ""), page);
        foreach (var step in path.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (Into(node, step) is not { } next)
                return null;
            line = IdOf(next) is { } id ? new(id, "") : line with { Within = line.Within + (node is JsonArray ? $"[{step}]" : $".{step}") };
            node = next;
        }

        return line;
    }

    /// <summary>What a page says in this line, field by field; empty when it has no such line.</summary>
    /// <param name="view">The page as it would become JSON; only what is in the line does.</param>
    public IReadOnlyDictionary<string, string> In(object? view)
    {
        var fields = new Dictionary<string, string>();
        if (view is not null && (Id is null ? view : ViewParts.Find(view, Id)) is { } line && ViewParts.At(line, Within) is { } part
            && JsonSerializer.SerializeToNode(part, part.GetType(), DomainJson.Options) is { } node)
            Write(node, Within, fields);
        return fields;
    }

    private static JsonNode? Into(JsonNode node, string step) => node switch
    {
        JsonObject fields => fields[step],
        JsonArray items when int.TryParse(step, out var index) && index >= 0 && index < items.Count => items[index],
        _ => null,
    };

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
