using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Server.Erasing;

/// <summary>Takes a person out of JSON that was made of events: what is said under their ids, and their names in texts.</summary>
internal sealed class JsonMask(IEnumerable<Guid> ids, IEnumerable<string> names)
{
    private static readonly string[] Said = ["alias", "organisation", "role", "bio", "url"];

    private static readonly JsonSerializerOptions Written = new() { Encoder = DomainJson.Options.Encoder };

    private readonly HashSet<string> ids = [.. ids.Select(id => id.ToString())];
    // The longest first: a name may be a part of another.
    private readonly string[] names = [.. names.OrderByDescending(name => name.Length)];

    /// <summary>The JSON without the person; null when it says nothing of them, or is no JSON.</summary>
    public byte[]? Masked(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json) is { } root && Visit(root) ? JsonSerializer.SerializeToUtf8Bytes(root, Written) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool Visit(JsonNode node) => node switch
    {
        JsonObject fields => Forget(fields) | fields.ToList().Aggregate(false, (changed, field) =>
            (field.Value is JsonValue ? Replace(field.Value, text => fields[field.Key] = text) : field.Value is { } inner && Visit(inner)) | changed),
        JsonArray items => Enumerable.Range(0, items.Count).Aggregate(false, (changed, i) =>
            (items[i] is JsonValue value ? Replace(value, text => items[i] = text) : items[i] is { } inner && Visit(inner)) | changed),
        _ => false,
    };

    private bool Forget(JsonObject fields)
    {
        if (!IsTheirs(fields["speakerId"]) && !IsTheirs(fields["organiserId"]))
            return false;
        if (!fields.ContainsKey("name") && !fields.ContainsKey("alias"))
            return false;
        var organiser = fields.ContainsKey("organiserId");
        foreach (var field in Said.Where(field => !organiser || field != "role"))
            fields.Remove(field);
        fields["name"] = ErasedPerson.Name;
        return true;
    }

    private bool IsTheirs(JsonNode? id) => id is JsonValue value && value.TryGetValue<string>(out var text) && ids.Contains(text);

    private bool Replace(JsonNode value, Action<string> put)
    {
        if (!((JsonValue)value).TryGetValue<string>(out var text))
            return false;
        // A name of one letter stands for the person only where it stands alone.
        var masked = names.Aggregate(text, (before, name) =>
            name.Length > 1 ? before.Replace(name, ErasedPerson.Name, StringComparison.Ordinal) : before == name ? ErasedPerson.Name : before);
        if (masked == text)
            return false;
        put(masked);
        return true;
    }
}
