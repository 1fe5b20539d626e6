using System.Collections.Concurrent;
using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Access;
using Npgsql;

namespace EventOps.Server.Communities;

/// <summary>Which communities there are, and what they say of themselves. Each is a stream in its own tenant; a founded one never goes away.</summary>
internal sealed class CommunityRegister(Streams streams, AccessNotices notices, NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);
    private static readonly Guid Space = new("8f4c1a52-5c0e-4a5b-9f51-2d7e6b1c0a77");

    private static readonly StreamDefinition<Community, CommunityEvent> Definition = new(
        "community", Community.Initial, (state, e) => state.Evolve(e), CommunityEvent.Names.Write, CommunityEvent.Names.Read);

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>For a command line, which remembers nothing; servers hear of what it changes.</summary>
    public static CommunityRegister On(EventStoreModule store) =>
        new(store.Streams, new AccessNotices(store, TimeProvider.System), store.Database, TimeProvider.System);

    /// <summary>The community of that name; null when nobody founded it. Without a database, what is remembered of it.</summary>
    public async ValueTask<Community?> Find(string name, CancellationToken ct)
    {
        if (!CommunityNames.IsName(name))
            return null;
        try
        {
            return await Current(name, ct);
        }
        catch (Exception e) when (Outages.IsOutage(e) && known.TryGetValue(name, out var old))
        {
            return old.Community;
        }
    }

    /// <summary>As it is for certain, so that nobody keeps a role that was taken; null when nobody founded it.</summary>
    public async ValueTask<Community?> Current(string name, CancellationToken ct)
    {
        var changes = notices.Changes;
        if (notices.Listens && known.TryGetValue(name, out var remembered) && remembered.Changes == changes && remembered.Until > time.GetUtcNow())
            return remembered.Community;
        var loaded = await Load(name, ct);
        if (!loaded.State.Exists)
            return null;
        known[name] = new(loaded.State, changes, time.GetUtcNow() + Remembered);
        return loaded.State;
    }

    public Task<LoadedStream<Community>> Load(string name, CancellationToken ct) => streams.Load(Definition, Key(name), ct);

    public Task<CommandOutcome<Refusal?>> Found(string name, CreateCommunity command, CancellationToken ct) =>
        Decide(name, command.Decide, CommandOptions.None, ct);

    /// <summary>Decides on a community; every node hears of what changed.</summary>
    public async Task<CommandOutcome<Refusal?>> Decide(
        string name, Func<Community, Decision<CommunityEvent>> decide, CommandOptions options, CancellationToken ct)
    {
        var outcome = await streams.Decide(Definition, Key(name), loaded =>
        {
            var decision = decide(loaded.State);
            return new Choice<CommunityEvent, Refusal?>(
                decision.Events, decision.Refusal, decision.Refusal is null ? _ => ReadOnlyMemory<byte>.Empty : null);
        }, options, ct);
        if (outcome is CommandOutcome<Refusal?>.Appended)
            await notices.Tell(database, AccessNotices.Communities);
        return outcome;
    }

    /// <summary>The names of all communities.</summary>
    public async Task<IReadOnlyList<string>> Names(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select tenant_id from mt_streams where type = 'community' order by tenant_id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
            names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>Notes that an erasure is done, once, and returns how far the community's stream is then.</summary>
    public async Task<long> Note(string name, ErasureCompleted done, AppendMetadata metadata, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            switch (await streams.Decide(
                Definition,
                Key(name),
                loaded => new Choice<CommunityEvent, bool>(loaded.State.Erasures.Contains(done.ErasureId) ? [] : [done], true),
                new CommandOptions { Metadata = metadata },
                ct))
            {
                case CommandOutcome<bool>.Appended noted:
                    return noted.Position;
                case CommandOutcome<bool>.Unchanged same:
                    return same.Position;
            }
        }
    }

    private static StreamKey Key(string name) => new(name, NameBasedId.Create(Space, name));

    private sealed record Known(Community Community, long Changes, DateTimeOffset Until);
}
