using System.Text.Json;
using EventOps.Domain.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Hosting;

/// <summary>A request's body: its bytes, which idempotency compares, and the JSON in it.</summary>
internal sealed class JsonBody : IDisposable
{
    private readonly JsonDocument document;

    private JsonBody(ReadOnlyMemory<byte> bytes, JsonDocument document) => (Bytes, this.document) = (bytes, document);

    public ReadOnlyMemory<byte> Bytes { get; }

    public JsonElement Root => document.RootElement;

    /// <summary>Reads the body; a problem says what is wrong with it. An empty body counts as an empty object.</summary>
    public static async Task<(JsonBody? Body, ProblemHttpResult? Problem)> Read(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasJsonContentType() && request.ContentLength is not (null or 0))
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "request.not_json", "Send application/json."));
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        var bytes = buffer.ToArray();
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false };
            return (new(bytes, JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes, options)), null);
        }
        catch (JsonException e)
        {
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "request.malformed_json",
                $"The body is not well-formed JSON (line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}).",
                ("line", (e.LineNumber ?? 0) + 1)));
        }
    }

    /// <summary>The value, or every field that keeps it from being one.</summary>
    public static (T? Value, IReadOnlyList<FieldError> Errors) Bind<T>(JsonElement element) where T : class =>
        Bind(element, typeof(T)) is var (value, errors) ? ((T?)value, errors) : default;

    public static (object? Value, IReadOnlyList<FieldError> Errors) Bind(JsonElement element, Type type)
    {
        var errors = JsonShape.Errors(element, type);
        return errors.Count > 0 ? (null, errors) : (element.Deserialize(type, DomainJson.Options), []);
    }

    public void Dispose() => document.Dispose();
}
