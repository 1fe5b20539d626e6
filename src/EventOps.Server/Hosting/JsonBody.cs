using System.Text.Json;
using System.Text.Unicode;
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
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        // Asked of the bytes that came: a chunked body announces no length.
        return buffer.Length > 0 && !request.HasJsonContentType()
            ? (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "request.not_json", "Send application/json."))
            : Parse(buffer.ToArray());
    }

    /// <summary>The value, or every field that keeps it from being one.</summary>
    public static (T? Value, IReadOnlyList<FieldError> Errors) Bind<T>(JsonElement element) where T : class =>
        Bind(element, typeof(T)) is var (value, errors) ? ((T?)value, errors) : default;

    public static (object? Value, IReadOnlyList<FieldError> Errors) Bind(JsonElement element, Type type)
    {
        var errors = JsonShape.Errors(element, type);
        return errors.Count > 0 ? (null, errors) : (element.Deserialize(type, DomainJson.Options), []);
    }

    private static (JsonBody? Body, ProblemHttpResult? Problem) Parse(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "request.malformed_json", "The body is not UTF-8."));
        try
        {
            var parsed = JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes, new() { MaxDepth = 32 });
            if (JsonSoundness.Errors(parsed.RootElement) is not { Count: > 0 } errors)
                return (new(bytes, parsed), null);
            parsed.Dispose();
            return (null, Problems.Shape(errors));
        }
        catch (JsonException e)
        {
            return (null, Problems.Of(StatusCodes.Status400BadRequest, "request.malformed_json",
                $"The body is not well-formed JSON (line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}).",
                ("line", (e.LineNumber ?? 0) + 1)));
        }
    }

    public void Dispose() => document.Dispose();
}
