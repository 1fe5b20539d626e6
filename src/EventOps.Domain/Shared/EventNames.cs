using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventOps.Domain.Shared;

/// <summary>Which stored name stands for which event, and the way from one to the other and back.</summary>
/// <typeparam name="TEvent">The root of a closed hierarchy of events.</typeparam>
public sealed class EventNames<TEvent>
    where TEvent : notnull
{
    private readonly FrozenDictionary<string, Type> types;
    private readonly FrozenDictionary<Type, string> names;

    public EventNames(params (string Name, Type Type)[] table)
    {
        types = table.ToFrozenDictionary(row => row.Name, row => row.Type);
        names = table.ToFrozenDictionary(row => row.Type, row => row.Name);
    }

    public IEnumerable<string> Names => types.Keys;

    public IEnumerable<Type> Types => names.Keys;

    public bool Knows(string name) => types.ContainsKey(name);

    public string NameOf(TEvent stored) => names[stored.GetType()];

    public string NameOf(Type type) => names[type];

    /// <summary>The stored form: UTF-8 JSON.</summary>
    public (string Type, ReadOnlyMemory<byte> Data) Write(TEvent stored) =>
        (NameOf(stored), JsonSerializer.SerializeToUtf8Bytes(stored, stored.GetType(), Stored));

    /// <exception cref="UnknownEventException">No event of this version bears that name.</exception>
    /// <exception cref="JsonException">The data is not what the name promises.</exception>
    public TEvent Read(string name, ReadOnlyMemory<byte> data) => types.TryGetValue(name, out var type)
        ? (TEvent)(JsonSerializer.Deserialize(data.Span, type, Stored) ?? throw new JsonException("An event's data is null."))
        : throw new UnknownEventException(name);

    // A newer version may have added fields to an event; the past is never refused for what it carries too much.
    private static JsonSerializerOptions Stored { get; } = new(DomainJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };
}

/// <summary>The log holds an event that this version does not know; a newer one wrote it.</summary>
public sealed class UnknownEventException(string name)
    : Exception($"The stored event '{name}' is unknown to this version; a newer version wrote it.")
{
    public string Name { get; } = name;
}
