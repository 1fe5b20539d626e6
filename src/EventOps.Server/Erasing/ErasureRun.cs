using EventOps.Domain.Communities;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.EventStore.Projecting;
using EventOps.Notifications.Subscriptions;
using EventOps.Server.Access;
using EventOps.Server.Communities;
using EventOps.Server.Meetups;
using EventOps.Server.Projecting;
using Npgsql;

namespace EventOps.Server.Erasing;

/// <summary>
/// Carries an erasure out, from wherever it stands: every step finds what is left to do, so that a crash between any two of
/// them costs nothing, and two servers that do it at once do no harm.
/// </summary>
internal sealed class ErasureRun(
    NpgsqlDataSource database, Streams streams, RowTail tail, CommunityRegister communities, CopyMasking copies, ErasureTable table,
    AccessNotices notices, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Wherever it stands who did something: the log, keys and links and who made them, earlier erasures.
    private static readonly string[] Unnaming =
    [
        "update mt_events set user_name = 'erased', headers = headers - 'holder' where tenant_id = $1 and user_name = any($2)",
        "update eventops_keys set created_by = 'erased' where tenant_id = $1 and created_by = any($2)",
        "update eventops_keys set name = 'erased' where tenant_id = $1 and 'key:' || name = any($2)",
        "update eventops_secret_links set created_by = 'erased' where tenant_id = $1 and created_by = any($2)",
        "update eventops_erasures set asked_by = 'erased' where tenant_id = $1 and asked_by = any($2)",
    ];

    private static readonly string[] Readers =
        [MeetupProjections.Agenda, MeetupProjections.Recap, MeetupProjections.Catalogue, "embargoes", FanOut.ProjectionName];

    /// <summary>False when some projection is too far behind to be sure that it keeps no name; it is tried again later.</summary>
    public async Task<bool> Run(Erasure erasure, CancellationToken ct)
    {
        if (erasure is not { Ended: null, Words: { } words })
            return true;
        // Rows that saw all of a stream before it is rewritten cannot mix the old and the new; one that lags must not hold this up.
        await Reached(await End(erasure, ct), ct);
        var said = 0L;
        foreach (var at in erasure.Scope)
            said = Math.Max(said, await Mask(erasure, at, ct));
        // What was read before it was rewritten may still be on its way into rows and messages, but only up to here.
        if (!await Reached(said, ct))
            return false;
        foreach (var at in erasure.Scope)
            await copies.Run(erasure.Community, at, words, ct);
        await Unname(erasure, words, ct);
        var noted = await communities.Note(
            erasure.Community, new ErasureCompleted(erasure.Id, [.. erasure.Scope.Select(at => at.MeetupId)]), MetadataOf(erasure), ct);
        await table.End(erasure, time.GetUtcNow(), ct);
        // By then this node has forgotten what it remembered; the others do so in the same moment.
        return await tail.WaitFor(ErasureMemory.Projection, noted, Patience, ct);
    }

    private async Task<bool> Reached(long position, CancellationToken ct)
    {
        foreach (var projection in Readers)
            if (!await tail.WaitFor(projection, position, Patience, ct))
                return false;
        return true;
    }

    private async Task<long> End(Erasure erasure, CancellationToken ct)
    {
        var position = 0L;
        foreach (var at in erasure.Scope)
            position = Math.Max(position, (await streams.Load(MeetupStreams.Definition, new(erasure.Community, at.MeetupId), ct)).Position);
        return position;
    }

    // Whoever had the old state in mind when the events were rewritten may write a name once more; nobody after the fact.
    private async Task<long> Mask(Erasure erasure, ErasedAt at, CancellationToken ct)
    {
        await EventMasking.Run(database, erasure.Community, at, ct);
        var position = await Say(erasure, at, again: false, ct);
        while (await EventMasking.Run(database, erasure.Community, at, ct) > 0)
            position = await Say(erasure, at, again: true, ct);
        return position;
    }

    private async Task<long> Say(Erasure erasure, ErasedAt at, bool again, CancellationToken ct)
    {
        var command = new ErasePerson(erasure.Id, at.SpeakerIds, at.OrganiserIds, again);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var outcome = await streams.Decide(
                MeetupStreams.Definition, new StreamKey(erasure.Community, at.MeetupId),
                loaded => new Choice<MeetupEvent, bool>(command.Decide(loaded.State).Events, true),
                new CommandOptions { Metadata = MetadataOf(erasure) }, ct);
            switch (outcome)
            {
                case CommandOutcome<bool>.Appended done:
                    return done.Position;
                case CommandOutcome<bool>.Unchanged same:
                    return same.Position;
            }
        }
    }

    private async Task Unname(Erasure erasure, ErasureWords words, CancellationToken ct)
    {
        if (words.Users.Count == 0)
            return;
        foreach (var statement in Unnaming)
        {
            await using var update = database.CreateCommand(statement);
            update.Parameters.AddWithValue(erasure.Community);
            update.Parameters.AddWithValue(words.Users.ToArray());
            await update.ExecuteNonQueryAsync(ct);
        }

        // Whoever goes on with a key of that name does so without it.
        await notices.Tell(database, AccessNotices.Keys);
        await UnnameRefusals(erasure, words, ct);
    }

    // Under the lock nobody is just writing any: who comes before is found here, and who comes after knows of it.
    private async Task UnnameRefusals(Erasure erasure, ErasureWords words, CancellationToken ct)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new($"select pg_advisory_xact_lock{Refusals.Lock}"));
        batch.BatchCommands.Add(new("update eventops_erasures set unnamed = clock_timestamp() where tenant_id = $1 and id = $2")
        {
            Parameters = { new() { Value = erasure.Community }, new() { Value = erasure.Id } },
        });
        batch.BatchCommands.Add(new("update eventops_refusals set who = 'erased' where tenant_id = $1 and who = any($2)")
        {
            Parameters = { new() { Value = erasure.Community }, new() { Value = words.Users.ToArray() } },
        });
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static AppendMetadata MetadataOf(Erasure erasure) => new()
    {
        User = erasure.AskedBy,
        CorrelationId = erasure.Id.ToString(),
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = nameof(ErasePerson), ["reason"] = erasure.Reason },
    };
}
