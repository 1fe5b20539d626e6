using System.Text.Json;

namespace EventOps.Server.Tests.Fuzzing;

/// <summary>Bodies after a schema: such as it wants them, such with a few faults, and such that have nothing to do with it.</summary>
internal sealed class FuzzBodies(ApiDocument document, FuzzValues values)
{
    /// <summary>The raw text of a body; mostly JSON.</summary>
    public string Of(JsonElement schema) => values.Random.Next(10) switch
    {
        0 => values.Anything(),
        1 or 2 or 3 => Value("", schema, faults: 0.15, depth: 0),
        _ => Value("", schema, faults: 0, depth: 0),
    };

    private string Value(string field, JsonElement schema, double faults, int depth)
    {
        if (values.Chance(faults))
            return values.Chance(0.5) ? values.Anything() : Leaf(field, document.Resolve(schema), valid: false, faults, depth);
        return Leaf(field, document.Resolve(schema), valid: true, faults, depth);
    }

    private string Leaf(string field, JsonElement schema, bool valid, double faults, int depth)
    {
        if (Choices(schema) is { } choices)
            return depth > 6 ? "null" : Value(field, values.Pick(choices), faults, depth + 1);
        if (schema.TryGetProperty("enum", out var names))
            return valid ? values.Pick([.. names.EnumerateArray()]).GetRawText() : values.Pick("\"nonsense\"", "\"talk, panel\"", "0", "\"\"", "null");
        var format = schema.TryGetProperty("format", out var said) ? said.GetString() : null;
        return TypeOf(schema) switch
        {
            "object" => Fields(schema, faults, depth),
            "array" => Items(field, schema, faults, depth),
            "integer" or "number" => values.Number(valid),
            "boolean" => valid ? values.Pick("true", "false") : values.Pick("\"true\"", "1", "null"),
            "null" => "null",
            _ => values.Text(field, format, valid),
        };
    }

    private string Fields(JsonElement schema, double faults, int depth)
    {
        if (!schema.TryGetProperty("properties", out var properties) || depth > 8)
            return values.Chance(0.5) ? "{}" : $"{{\"x-a\":{FuzzValues.Quote(values.Text())}}}";
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        var fields = new List<string>();
        foreach (var property in properties.EnumerateObject())
        {
            if (values.Chance(required.Contains(property.Name) ? 1 - faults / 2 : 0.4))
                fields.Add($"{FuzzValues.Quote(property.Name)}:{Value(property.Name, property.Value, faults, depth + 1)}");
        }

        if (values.Chance(faults) && fields.Count > 0)
            fields.Add(values.Pick(fields[0], "\"unknown\":1", "\"\\ud800\":1", fields[^1]));
        return $"{{{string.Join(',', fields)}}}";
    }

    private string Items(string field, JsonElement schema, double faults, int depth)
    {
        if (!schema.TryGetProperty("items", out var item))
            return "[]";
        var count = values.Random.Next(faults > 0 && values.Chance(0.02) ? 1_100 : 3);
        // A list of commands takes each command's own fields, which the document has at the command's address.
        return $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => Command(item) ?? Value(field, item, faults, depth + 1)))}]";
    }

    private string? Command(JsonElement item)
    {
        item = document.Resolve(item);
        if (!item.TryGetProperty("properties", out var properties) || !properties.TryGetProperty("type", out var type) || !document.Resolve(type).TryGetProperty("enum", out var names))
            return null;
        var name = values.Pick([.. names.EnumerateArray()]).GetString()!;
        var route = string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
        var body = document.Operations.FirstOrDefault(operation => operation.Path.EndsWith($"/{{meetup}}/{route}", StringComparison.Ordinal))?.Body;
        var fields = body is { } known ? Value("", known, faults: 0.02, depth: 1) : "{}";
        return fields.StartsWith("{\"", StringComparison.Ordinal) ? $"{{\"type\":\"{name}\",{fields[1..]}" : $"{{\"type\":\"{name}\"}}";
    }

    private static IReadOnlyList<JsonElement>? Choices(JsonElement schema)
    {
        foreach (var name in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(name, out var choices))
                return [.. choices.EnumerateArray()];
        }

        return null;
    }

    private static string? TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type)
        ? schema.TryGetProperty("properties", out _) ? "object" : null
        : type.ValueKind is JsonValueKind.Array
            ? type.EnumerateArray().Select(t => t.GetString()).FirstOrDefault(t => t is not "null")
            : type.GetString();
}
