using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace EventOps.Domain.Shared;

/// <summary>Reads a NodaTime value by the first pattern that fits and writes it by the first that gives it back whole.</summary>
internal sealed class PatternConverter<T>(string expected, params IPattern<T>[] patterns) : JsonConverter<T>
    where T : struct, IEquatable<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException($"Expected {expected}.");
        foreach (var pattern in patterns)
        {
            if (pattern.Parse(text) is { Success: true, Value: var value })
                return value;
        }

        throw new JsonException($"Expected {expected}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(patterns.Select(p => p.Format(value)).First(Lossless(value)));

    private Func<string, bool> Lossless(T value) =>
        text => patterns.Any(p => p.Parse(text) is { Success: true, Value: var back } && back.Equals(value));
}
