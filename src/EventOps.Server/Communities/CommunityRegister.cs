using System.Collections.Concurrent;
using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;

namespace EventOps.Server.Communities;

/// <summary>Which communities there are. Each is a stream in its own tenant; a founded one never goes away.</summary>
internal sealed class CommunityRegister(Streams streams)
{
    private static readonly Guid Space = new("8f4c1a52-5c0e-4a5b-9f51-2d7e6b1c0a77");

    private static readonly StreamDefinition<Community, CommunityEvent> Definition = new(
        "community", Community.Initial, (state, e) => state.Evolve(e), CommunityEvent.Names.Write, CommunityEvent.Names.Read);

    private readonly ConcurrentDictionary<string, Community> known = new(StringComparer.Ordinal);

    /// <summary>The community of that name; null when nobody founded it.</summary>
    public async Task<Community?> Find(string name, CancellationToken ct)
    {
        if (known.TryGetValue(name, out var community))
            return community;
        if (!CommunityNames.IsName(name))
            return null;
        var loaded = await streams.Load(Definition, Key(name), ct);
        return loaded.State.Exists ? known.GetOrAdd(name, loaded.State) : null;
    }

    public async Task Found(string name, CreateCommunity command, CancellationToken ct) =>
        await streams.Decide(
            Definition,
            Key(name),
            loaded => new Choice<CommunityEvent, bool>(command.Decide(loaded.State).Events, true),
            CommandOptions.None,
            ct);

    /// <summary>Notes that an erasure is done; once is enough.</summary>
    public async Task Note(string name, ErasureCompleted done, AppendMetadata metadata, CancellationToken ct) =>
        await streams.Decide(
            Definition,
            Key(name),
            loaded => new Choice<CommunityEvent, bool>(loaded.State.Erasures.Contains(done.ErasureId) ? [] : [done], true),
            new CommandOptions { Metadata = metadata },
            ct);

    private static StreamKey Key(string name) => new(name, NameBasedId.Create(Space, name));
}
