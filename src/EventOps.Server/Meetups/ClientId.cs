using System.Security.Cryptography;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Server.Hosting;

namespace EventOps.Server.Meetups;

/// <summary>The id of a new thing is the client's to choose, so that asking for it again changes nothing.</summary>
internal static class ClientId
{
    private static readonly Guid Space = new("5f0b1c9e-2d61-4e0f-9a43-6f0a7b3c8d12");

    /// <summary>Takes the id out of a body: the id given, or a new one, and the other fields.</summary>
    public static (Guid Id, JsonElement Fields, IReadOnlyList<FieldError> Errors) Take(HttpRequest request, JsonBody body, string name)
    {
        if (body.Root.ValueKind is not JsonValueKind.Object || !body.Root.TryGetProperty(name, out var given))
            return (New(request, body), body.Root, []);
        var fields = JsonSerializer.SerializeToElement(
            body.Root.EnumerateObject().Where(field => field.Name != name).ToDictionary(field => field.Name, field => field.Value));
        return given.ValueKind is JsonValueKind.String && given.TryGetGuid(out var id) && id != Guid.Empty
            ? (id, fields, [])
            : (Guid.Empty, fields, [new(name, "wrong_type", $"'{name}' must be a UUID like 0199f0c4-6c1e-7b7a-9d0e-4a5d3c2b1a00.")]);
    }

    // Repeats of one request that race must meet at one id, or each would lock the others out of its slug.
    private static Guid New(HttpRequest request, JsonBody body) => request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key
        ? NameBasedId.Create(Space, $"{request.Path}\n{key}\n{Convert.ToHexString(SHA256.HashData(body.Bytes.Span))}")
        : Guid.CreateVersion7();
}
