using System.Text.Json;
using System.Text.Json.Serialization;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Notifications.Messages;

/// <summary>Writes a fact with the fields of the event that it is. Nothing reads messages here.</summary>
internal sealed class FactConverter : JsonConverter<MeetupEvent>
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(MeetupEvent);

    public override MeetupEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Messages are written only.");

    public override void Write(Utf8JsonWriter writer, MeetupEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), DomainJson.Options);
}
