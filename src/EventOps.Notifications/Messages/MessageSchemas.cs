using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Notifications.Messages;

/// <summary>
/// What the data of each type of message looks like, as JSON Schema 2020-12, made of the records that become the data. A
/// later version of this program may add names to them; a reader ignores what it does not know.
/// </summary>
public static class MessageSchemas
{
    /// <summary>Where schemas are found below the server's address.</summary>
    public const string Path = "/schemas";

    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly Lazy<FrozenDictionary<string, byte[]>> Documents = new(() =>
        MessageTypes.All.Select(type => (type.Name, Of(type))).Append((MessageTypes.Test, OfTest())).Append((MessageTypes.SiteChanged, OfSite()))
            .ToFrozenDictionary(entry => entry.Item1, entry => JsonSerializer.SerializeToUtf8Bytes(entry.Item2, Written)));

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = DomainJson.Options.Encoder };

    /// <summary>The schema of a type's data as UTF-8 JSON; null when there is no such type.</summary>
    public static ReadOnlyMemory<byte>? Find(string type) =>
        Documents.Value.TryGetValue(type, out var found) ? (ReadOnlyMemory<byte>?)found : null;

    /// <summary>The address of a type's schema, for the attribute <c>dataschema</c>.</summary>
    /// <param name="publicAddress">Without one there is no address that a reader could use.</param>
    public static string? AddressOf(string type, Uri? publicAddress) =>
        publicAddress is null ? null : $"{publicAddress.AbsoluteUri.TrimEnd('/')}{PathOf(type)}";

    public static string PathOf(string type) => $"{Path}/{type}.json";

    private static JsonObject Of(MessageType type)
    {
        var fact = MeetupEvent.Names.Types.Single(candidate => MeetupEvent.Names.NameOf(candidate) == type.StoredName);
        return Document(
            type.Name, ["meetup", "fact", "links"],
            ("meetup", SchemaOf.Record(typeof(MeetupInBrief), "#/properties/meetup")),
            ("fact", SchemaOf.Record(fact, "#/properties/fact")),
            ("talk", SchemaOf.Record(typeof(TalkInBrief), "#/properties/talk")),
            ("links", SchemaOf.Record(typeof(PageLinks), "#/properties/links")),
            ("imported", new JsonObject { ["const"] = true }),
            ("merged", SchemaOf.Record(typeof(MergedFacts), "#/properties/merged")));
    }

    private static JsonObject OfTest() => Document(
        MessageTypes.Test, ["subscriptionId"], ("subscriptionId", new JsonObject { ["type"] = "string", ["format"] = "uuid" }));

    private static JsonObject OfSite()
    {
        static JsonObject Paths() => new() { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };
        return Document(MessageTypes.SiteChanged, ["changed", "removed"], ("changed", Paths()), ("removed", Paths()));
    }

    private static JsonObject Document(string type, string[] required, params (string Name, JsonNode Schema)[] properties) => new()
    {
        ["$schema"] = Dialect,
        ["$id"] = $"urn:eventops:schema:{type}",
        ["title"] = type,
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))),
        ["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]),
    };
}
