using System.Text.Json;
using EventOps.Server.Hosting;

namespace EventOps.Server.Meetups;

/// <summary>The id of a new thing is the client's to choose, so that asking for it again changes nothing.</summary>
internal static class ClientId
{
    /// <summary>Takes the id out of a body: the id given, or a new one, and the other fields.</summary>
    public static (Guid Id, JsonElement Fields, IReadOnlyList<FieldError> Errors) Take(JsonElement body, string name)
    {
        if (body.ValueKind is not JsonValueKind.Object || !body.TryGetProperty(name, out var given))
            return (Guid.CreateVersion7(), body, []);
        var fields = JsonSerializer.SerializeToElement(
            body.EnumerateObject().Where(field => field.Name != name).ToDictionary(field => field.Name, field => field.Value));
        return given.ValueKind is JsonValueKind.String && given.TryGetGuid(out var id) && id != Guid.Empty
            ? (id, fields, [])
            : (Guid.Empty, fields, [new(name, "wrong_type", $"'{name}' must be a UUID like 0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00.")]);
    }
}
