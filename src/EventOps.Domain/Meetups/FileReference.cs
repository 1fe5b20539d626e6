using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventOps.Domain.Meetups;

/// <summary>Names an uploaded file in a command, by its SHA-256 in hexadecimal digits; in JSON it is that text.</summary>
/// <param name="Known">What is known of the file, handed in before anything is decided; absent when nobody uploaded it.</param>
[JsonConverter(typeof(FileReferenceConverter))]
public sealed record FileReference(string Sha256, DeckFile? Known = null)
{
    private const int Digits = 64;

    public static bool IsHash(string? text) => text is { Length: Digits } && text.All(char.IsAsciiHexDigit);
}

internal sealed class FileReferenceConverter : JsonConverter<FileReference>
{
    public override FileReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.GetString() is { } text && FileReference.IsHash(text)
            ? new(text.ToLowerInvariant())
            : throw new JsonException("Expected the SHA-256 of a file, 64 hexadecimal digits.");

    public override void Write(Utf8JsonWriter writer, FileReference value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Sha256);
}
