using System.Text.Json;

namespace EventOps.EventStore;

/// <summary>Names one stream: the tenant that owns it and its id.</summary>
public readonly record struct StreamKey(string Tenant, Guid Id);

/// <summary>An event about to be appended. <paramref name="Data"/> is UTF-8 JSON of at most 1 MiB.</summary>
public sealed record NewEvent(Guid Id, string Type, ReadOnlyMemory<byte> Data);

/// <summary>Names a stored event in the answer to the command that caused it.</summary>
public readonly record struct EventReference(Guid Id, string Type);

/// <summary>Who and what caused an append; stored with every event of it.</summary>
public sealed record AppendMetadata
{
    // Before None, whose headers it is.
    internal static IReadOnlyDictionary<string, string> NoHeaders { get; } = new Dictionary<string, string>();

    public static AppendMetadata None { get; } = new();

    public string? User { get; init; }

    public string? CorrelationId { get; init; }

    public string? CausationId { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    internal string? HeadersAsJson() => Headers.Count == 0 ? null : JsonSerializer.Serialize(Headers);
}
