using System.Text.Json;

namespace EventOps.Server.Feeds;

/// <summary>A CloudEvent as the description shows it; on the wire are the very bytes that webhooks get.</summary>
/// <param name="Id">The event's; the same in every copy.</param>
/// <param name="Type">Like eventops.slides.published.v1; its schema is at <c>/schemas/{type}.json</c>.</param>
/// <param name="Sequence">The position, with zeros before it.</param>
/// <param name="Data">The fact and what stands around it.</param>
public sealed record EventLine(
    string Specversion, Guid Id, string Source, string Type, DateTimeOffset Time, string? Subject, string? Dataschema,
    string Datacontenttype, string Sequence, JsonElement Data);
