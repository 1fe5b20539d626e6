using EventOps.EventStore.Appending;
using Npgsql;

namespace EventOps.EventStore;

/// <summary>Load, decide, append: the only code that knows versions.</summary>
public sealed class Streams
{
    private const int Tries = 4;
    private static readonly TimeSpan KeysLast = TimeSpan.FromHours(24);

    private readonly StreamFolds folds;
    private readonly Appender appender;
    private readonly BulkAppend bulk;
    private readonly IdempotencyKeys keys;
    private readonly StreamTurns turns = new();
    private readonly TimeProvider time;
    private readonly Func<Guid> newId;

    internal Streams(
        NpgsqlDataSource database, Appender appender, BulkAppend bulk, EventStoreSettings settings, TimeProvider time, Func<Guid> newId)
    {
        folds = new StreamFolds(database, new StateCache(settings.CachedStateBytes));
        keys = new IdempotencyKeys(database);
        this.appender = appender;
        this.bulk = bulk;
        this.time = time;
        this.newId = newId;
    }

    /// <summary>The stream as it is now; only events after the cached version are read.</summary>
    public async Task<LoadedStream<TState>> Load<TState, TEvent>(
        StreamDefinition<TState, TEvent> definition, StreamKey key, CancellationToken ct) =>
        (await folds.Load(definition, key, ct)).Loaded;

    /// <summary>The stored events of one stream after a version, in order.</summary>
    public Task<IReadOnlyList<RecordedEvent>> Read(StreamKey key, long afterVersion, CancellationToken ct) =>
        folds.Read(key, afterVersion, ct);

    /// <summary>
    /// Stores events whose ids the caller chose, if the stream is at <paramref name="expectedVersion"/>. Cancellation counts
    /// until the append is sent.
    /// </summary>
    /// <exception cref="StoreBusyException">Too many appends wait.</exception>
    /// <exception cref="StoreUnavailableException">The database stayed away.</exception>
    /// <exception cref="EventRejectedException">The database cannot hold the data.</exception>
    /// <exception cref="EventTooLargeException">One event's data is over the limit.</exception>
    /// <exception cref="TooManyEventsException">More events than one append may hold.</exception>
    public Task<AppendResult> Append(
        StreamKey key, string? streamType, long expectedVersion, IReadOnlyList<NewEvent> events, AppendMetadata metadata,
        CancellationToken ct) =>
        appender.Append(
            new PendingAppend(key, streamType, expectedVersion, events, metadata, time.GetUtcNow(), null, ct));

    /// <summary>
    /// Stores events of many streams in one commit, all or nothing, in the order given; for imports of thousands. Every
    /// stream stands in it once. The same events again are found by their ids and answered as stored. Throws as
    /// <see cref="Append"/> does, but never finds the store busy.
    /// </summary>
    /// <exception cref="AppendTooLargeException">The data of all events is over the limit.</exception>
    public Task<AppendManyResult> AppendMany(
        IReadOnlyList<StreamAppend> appends, AppendMetadata metadata, CancellationToken ct) => bulk.Run(appends, metadata, ct);

    /// <summary>
    /// Decides on the folded stream and appends what was decided in one commit. <paramref name="decide"/> is pure and may
    /// run several times: first on a cached state, and again whenever that turns out to be old. Throws as
    /// <see cref="Append"/> does.
    /// </summary>
    public async Task<CommandOutcome<TResult>> Decide<TState, TEvent, TResult>(
        StreamDefinition<TState, TEvent> definition, StreamKey key,
        Func<LoadedStream<TState>, Choice<TEvent, TResult>> decide, CommandOptions options, CancellationToken ct)
    {
        using var turn = await turns.Take(key, ct);
        if (options.IdempotencyKey is { } used && await keys.Find(key.Tenant, used, ct) is { } kept)
            return kept.For<TResult>(options.RequestHash);
        if (options.DryRun)
            return await Rehearse(definition, key, decide, options, ct);

        var command = new Command<TState, TEvent, TResult>(this, definition, key, decide, options);
        // The cached state saves a round trip. Only an append, or a key found taken, proves that it was not stale: every
        // other outcome on it is looked at again on the stream as it is.
        if (folds.Cached<TState>(key) is { } cached && await command.Try(cached, ct) is { } early && early is
            not (CommandOutcome<TResult>.Contended or CommandOutcome<TResult>.VersionMismatch))
            return early;

        CommandOutcome<TResult>? outcome = null;
        for (var i = 0; i < Tries && outcome is null or CommandOutcome<TResult>.Contended; i++)
        {
            var current = await folds.Load(definition, key, ct);
            outcome = await command.Try(current, ct) ?? await command.Idle(current.Loaded, ct);
        }

        return outcome!;
    }

    private async Task<CommandOutcome<TResult>> Rehearse<TState, TEvent, TResult>(
        StreamDefinition<TState, TEvent> definition, StreamKey key,
        Func<LoadedStream<TState>, Choice<TEvent, TResult>> decide, CommandOptions options, CancellationToken ct)
    {
        var loaded = await Load(definition, key, ct);
        return options.Expects(loaded.Version)
            ? new CommandOutcome<TResult>.Unchanged(decide(loaded).Result, loaded.Version, loaded.Position)
            : new CommandOutcome<TResult>.VersionMismatch(loaded.Version);
    }

    /// <summary>Forgets idempotency keys older than 24 hours; how many there were.</summary>
    public Task<int> PurgeIdempotencyKeys(CancellationToken ct) => keys.Purge(time.GetUtcNow() - KeysLast, ct);

    private sealed class Command<TState, TEvent, TResult>(
        Streams store, StreamDefinition<TState, TEvent> definition, StreamKey key,
        Func<LoadedStream<TState>, Choice<TEvent, TResult>> decide, CommandOptions options)
    {
        private Choice<TEvent, TResult>? choice;

        /// <summary>One decision and its append; null when nothing is to be appended.</summary>
        public async Task<CommandOutcome<TResult>?> Try(CachedStream<TState> stream, CancellationToken ct)
        {
            var loaded = stream.Loaded;
            if (!options.Expects(loaded.Version))
                return new CommandOutcome<TResult>.VersionMismatch(loaded.Version);
            choice = decide(loaded);
            if (choice.Events.Count == 0)
                return null;

            var events = choice.Events.Select(NewEvent).ToArray();
            var references = Array.ConvertAll(events, e => new EventReference(e.Id, e.Type));
            var append = new PendingAppend(key, definition.StreamType, loaded.Version, events, options.Metadata,
                store.time.GetUtcNow(), Claim(references), ct);
            switch (await store.appender.Append(append))
            {
                case AppendResult.Appended stored:
                    store.folds.Extend(definition, key, stream, choice.Events, append.Bytes, stored);
                    return new CommandOutcome<TResult>.Appended(choice.Result, stored.Version, stored.Position, references);
                case AppendResult.KeyTaken:
                    return await Kept(ct);
                case AppendResult.Conflict:
                    return new CommandOutcome<TResult>.Contended(loaded.Version);
                case var other:
                    throw new System.Diagnostics.UnreachableException(other.ToString());
            }
        }

        /// <summary>The end of a decision without events, on the stream as it is.</summary>
        public async Task<CommandOutcome<TResult>> Idle(LoadedStream<TState> loaded, CancellationToken ct)
        {
            if (choice!.Answer is not null && Claim([]) is { } claim
                && !await store.keys.Record(key, claim, loaded.Version, store.time.GetUtcNow(), ct))
                return await Kept(ct);
            return new CommandOutcome<TResult>.Unchanged(choice.Result, loaded.Version, loaded.Position);
        }

        private NewEvent NewEvent(TEvent e)
        {
            var (type, data) = definition.Write(e);
            return new NewEvent(store.newId(), type, data);
        }

        private KeyClaim? Claim(IReadOnlyList<EventReference> events) => options.IdempotencyKey is { } used
            ? new KeyClaim(used, options.RequestHash, choice!.Answer?.Invoke(events) ?? ReadOnlyMemory<byte>.Empty)
            : null;

        // Purged in this very moment: the caller may decide again, as with any lost race.
        private async Task<CommandOutcome<TResult>> Kept(CancellationToken ct) =>
            await store.keys.Find(key.Tenant, options.IdempotencyKey!, ct) is { } kept
                ? kept.For<TResult>(options.RequestHash)
                : new CommandOutcome<TResult>.Contended(0);
    }
}
