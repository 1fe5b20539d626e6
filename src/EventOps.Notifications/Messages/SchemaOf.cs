using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Notifications.Messages;

/// <summary>The JSON Schema of one record, with what the framework cannot see: types that converters of ours write.</summary>
internal static class SchemaOf
{
    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    /// <param name="place">Where in the document it will stand, since references are counted from the document's root.</param>
    public static JsonNode Record(Type type, string place) =>
        Moved(DomainJson.Options.GetJsonSchemaAsNode(type, Options), place);

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return new JsonObject
            {
                ["type"] = "array",
                ["items"] = Record(type.GetGenericArguments()[0], string.Join('/', (string[])["#", .. context.Path, "items"])),
            };
        if (schema is JsonObject record && record.ContainsKey("properties"))
            Require(record, context.TypeInfo);
        return TextOf(type) ?? schema;
    }

    // The framework asks for what a constructor needs; a null is left out when written, and everything else is there.
    private static void Require(JsonObject record, JsonTypeInfo type)
    {
        record.Remove("required");
        var always = type.Properties.Where(p => !p.IsGetNullable && Nullable.GetUnderlyingType(p.PropertyType) is null).ToList();
        if (always.Count > 0)
            record["required"] = new JsonArray([.. always.Select(property => JsonValue.Create(property.Name))]);
    }

    private static JsonObject? TextOf(Type type) =>
        type == typeof(LocalDateTime) ? Text(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$")
        : type == typeof(AvailableFrom) ? Text(@"^(endOfTalk|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)$")
        : type == typeof(LocalTime) ? Text(@"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$")
        : type == typeof(LocalDate) ? Text(@"^\d{4}-\d{2}-\d{2}$")
        : type == typeof(Instant) ? Text(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$")
        : type == typeof(Guid) ? new JsonObject { ["type"] = "string", ["format"] = "uuid" }
        : null;

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    // A type that comes twice is written once and referred to by a pointer from the root of the record.
    private static JsonNode Moved(JsonNode schema, string place)
    {
        switch (schema)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                    if (name == "$ref" && value?.GetValue<string>() is ['#', .. var rest] pointer && !pointer.StartsWith(place, StringComparison.Ordinal))
                        fields[name] = place + rest;
                    else if (value is not null)
                        Moved(value, place);
                break;
            case JsonArray items:
                foreach (var item in items.OfType<JsonNode>())
                    Moved(item, place);
                break;
        }

        return schema;
    }
}
