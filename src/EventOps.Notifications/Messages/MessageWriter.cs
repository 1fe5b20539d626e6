using System.Buffers;
using System.Globalization;
using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.EventStore;

namespace EventOps.Notifications.Messages;

/// <summary>Makes the one message of a stored event, for the webhook and for the list alike.</summary>
/// <param name="publicAddress">Where readers find the pages, like <c>https://meetups.example.org</c>; null: links are paths.</param>
public sealed class MessageWriter(Uri? publicAddress)
{
    /// <summary>The media type of one message.</summary>
    public const string ContentType = "application/cloudevents+json; charset=utf-8";

    private static readonly JsonWriterOptions Writing = new() { Encoder = DomainJson.Options.Encoder };

    /// <summary>The message of an event that is in the catalogue.</summary>
    /// <param name="meetup">The meetup as this event has made it.</param>
    public Message Write(RecordedEvent stored, MeetupEvent happened, Meetup meetup)
    {
        var type = MessageTypes.Of(stored.Type)
            ?? throw new ArgumentException($"'{stored.Type}' is not in the catalogue.", nameof(stored));
        var imported = ImportHeader.IsOn(stored);
        var data = MessageData.Of(stored.Tenant, stored.StreamId, happened, meetup, publicAddress, imported);
        return new Message(
            stored.Id, stored.Position, stored.Timestamp, stored.Tenant, type.Name, type.IsPublic(happened, meetup), imported,
            Envelope(stored, type.Name, FactSubject.Of(happened, meetup).EntityId, data));
    }

    /// <summary>The message that several facts about one thing come to: the last one's id, from the first old to the last new.</summary>
    /// <param name="net">What they come to.</param>
    /// <param name="since">The position of the first.</param>
    internal Message WriteMerged(RecordedEvent last, MeetupEvent net, Meetup meetup, long since, int count)
    {
        var type = MessageTypes.Of(MeetupEvent.Names.NameOf(net))!;
        var imported = ImportHeader.IsOn(last);
        var data = MessageData.Of(last.Tenant, last.StreamId, net, meetup, publicAddress, imported) with
        {
            Merged = new MergedFacts(since.ToString("D20", CultureInfo.InvariantCulture), count),
        };
        return new Message(
            last.Id, last.Position, last.Timestamp, last.Tenant, type.Name, type.IsPublic(net, meetup), imported,
            Envelope(last, type.Name, FactSubject.Of(net, meetup).EntityId, data));
    }

    /// <summary>The message that only asks whether a sink answers.</summary>
    public static ReadOnlyMemory<byte> WriteTest(Guid id, string community, Guid subscriptionId, DateTimeOffset now) =>
        Json(json =>
        {
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", $"/communities/{Uri.EscapeDataString(community)}/subscriptions/{subscriptionId}");
            json.WriteString("type", MessageTypes.Test);
            json.WriteString("time", Time(now));
            json.WriteString("datacontenttype", "application/json");
            json.WriteStartObject("data");
            json.WriteString("subscriptionId", subscriptionId);
            json.WriteEndObject();
        });

    /// <summary>The message that a site gets: which pages have other bytes than when it was called last.</summary>
    internal static ReadOnlyMemory<byte> WriteSiteChanged(
        Guid id, string community, Guid subscriptionId, long position, IReadOnlyList<string> changed, IReadOnlyList<string> removed) =>
        Json(json =>
        {
            json.WriteString("specversion", "1.0");
            json.WriteString("id", id);
            json.WriteString("source", $"/communities/{Uri.EscapeDataString(community)}/subscriptions/{subscriptionId}");
            json.WriteString("type", MessageTypes.SiteChanged);
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("sequence", position.ToString("D20", CultureInfo.InvariantCulture));
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, new { changed, removed }, DataOptions);
        });

    private ReadOnlyMemory<byte> Envelope(RecordedEvent stored, string type, Guid? subject, MessageData data) =>
        Json(json =>
        {
            json.WriteString("specversion", "1.0");
            json.WriteString("id", stored.Id);
            json.WriteString("source", $"/communities/{Uri.EscapeDataString(stored.Tenant)}/meetups/{stored.StreamId}");
            json.WriteString("type", type);
            if (subject is { } entity)
                json.WriteString("subject", entity);
            json.WriteString("time", Time(stored.Timestamp));
            json.WriteString("datacontenttype", "application/json");
            // An absolute address or none: a path would mean another place to every reader.
            if (MessageSchemas.AddressOf(type, publicAddress) is { } schema)
                json.WriteString("dataschema", schema);
            // Zero-padded, so that receivers that compare text keep the order.
            json.WriteString("sequence", stored.Position.ToString("D20", CultureInfo.InvariantCulture));
            json.WriteString("partitionkey", stored.StreamId);
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, data, DataOptions);
        });

    // A fact is written as the event that it is, not as the empty root of the hierarchy.
    private static readonly JsonSerializerOptions DataOptions = new(DomainJson.Options)
    {
        Converters = { new FactConverter() },
    };

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> attributes)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            attributes(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
