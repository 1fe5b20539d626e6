using System.Text.Json;
using System.Text.Json.Serialization;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>
/// From when slides are everybody's: a local date-time in the meetup's zone, like <c>2021-12-18T18:00</c>, or
/// <c>endOfTalk</c>, which moves with the talk.
/// </summary>
[JsonConverter(typeof(AvailableFromConverter))]
public sealed record AvailableFrom
{
    private AvailableFrom(LocalDateTime? time) => Time = time;

    public static AvailableFrom EndOfTalk { get; } = new(time: null);

    /// <summary>Absent when the end of the talk is meant.</summary>
    public LocalDateTime? Time { get; }

    public static AvailableFrom At(LocalDateTime time) => new(time);
}

internal sealed class AvailableFromConverter : JsonConverter<AvailableFrom>
{
    private const string EndOfTalk = "endOfTalk";

    public override AvailableFrom Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && reader.ValueTextEquals(EndOfTalk)
            ? AvailableFrom.EndOfTalk
            : AvailableFrom.At(JsonSerializer.Deserialize<LocalDateTime>(ref reader, DomainJson.Options));

    public override void Write(Utf8JsonWriter writer, AvailableFrom value, JsonSerializerOptions options)
    {
        if (value.Time is { } time)
            JsonSerializer.Serialize(writer, time, DomainJson.Options);
        else
            writer.WriteStringValue(EndOfTalk);
    }
}
