using System.Collections.Concurrent;
using Npgsql;

namespace EventOps.Server.Meetups;

/// <summary>
/// Keeps a name in addresses for one meetup of a community: a slug, or an alias. It is reserved before the meetup is scheduled,
/// renamed or given the alias; a reservation of which nothing came (its server died in between, or the command was refused) may
/// be taken over, and so may an alias that was removed.
/// </summary>
internal sealed class SlugRegister(NpgsqlDataSource database)
{
    private const int MostRemembered = 50_000;

    private long changes;

    // A meetup keeps every slug that its events gave it. One that merely exists may have been refused this slug.
    private const string IsSlug =
        "exists (select from mt_events e where e.tenant_id = s.tenant_id and e.stream_id = s.meetup_id "
        + "and e.type in ('event_scheduled', 'slug_changed') and e.data ->> 'slug' = s.slug)";

    // An alias is the meetup's until it is removed.
    private const string IsAlias =
        "exists (select from mt_events e where e.tenant_id = s.tenant_id and e.stream_id = s.meetup_id "
        + "and e.type = 'alias_added' and e.data ->> 'alias' = s.slug and not exists (select from mt_events l "
        + "where l.tenant_id = s.tenant_id and l.stream_id = s.meetup_id and l.type = 'alias_removed' "
        + "and l.data ->> 'alias' = s.slug and l.version > e.version))";

    private const string IsTaken = $"({IsSlug} or {IsAlias})";

    private readonly ConcurrentDictionary<(string Community, string Slug), Guid> known = new();
    private readonly ConcurrentDictionary<(string Community, Guid MeetupId), string> current = new();

    /// <summary>The slug that the meetup has now; null when there is no such meetup.</summary>
    public async ValueTask<string?> Current(string community, Guid meetupId, CancellationToken ct)
    {
        if (current.TryGetValue((community, meetupId), out var slug))
            return slug;
        var before = Volatile.Read(ref changes);
        await using var command = database.CreateCommand(
            "select data ->> 'slug' from mt_events where tenant_id = $1 and stream_id = $2 "
            + "and type in ('event_scheduled', 'slug_changed') order by version desc limit 1");
        Add(command, community, meetupId);
        if (await command.ExecuteScalarAsync(ct) is not string found)
            return null;
        if (current.Count >= MostRemembered)
            current.Clear();
        current[(community, meetupId)] = found;
        // What was read before a change must not be remembered after it.
        if (before != Volatile.Read(ref changes))
            current.TryRemove((community, meetupId), out _);
        return found;
    }

    /// <summary>The meetup's slug may be another one now.</summary>
    public void Changed(string community, Guid meetupId)
    {
        Interlocked.Increment(ref changes);
        current.TryRemove((community, meetupId), out _);
    }

    /// <summary>Whether the name is the meetup's now, until <see cref="Release"/> at least.</summary>
    public async Task<bool> Reserve(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        // A minute is far longer than an append outlives its request, so no living reservation is taken over.
        await using var command = database.CreateCommand($"""
            insert into eventops_slugs as s (tenant_id, slug, meetup_id) values ($1, $2, $3)
            on conflict (tenant_id, slug) do update set meetup_id = excluded.meetup_id, reserved = now(),
              claims = case when s.meetup_id = excluded.meetup_id and s.reserved >= now() - interval '1 minute' then s.claims + 1 else 1 end
            where s.meetup_id = excluded.meetup_id
               or (s.reserved < now() - interval '1 minute' and not {IsTaken})
            returning meetup_id
            """);
        Add(command, community, slug, meetupId);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Whether <see cref="Reserve"/> would get the slug for the meetup now.</summary>
    public async Task<bool> IsFree(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        await using var command = database.CreateCommand($"""
            select not exists (select from eventops_slugs s where s.tenant_id = $1 and s.slug = $2 and s.meetup_id <> $3
              and (s.reserved >= now() - interval '1 minute' or {IsTaken}))
            """);
        Add(command, community, slug, meetupId);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>
    /// Gives a reservation back. Unless something came of it, or another request of the meetup holds the name as well, it is free.
    /// </summary>
    public async Task Release(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        const string Mine = "tenant_id = $1 and slug = $2 and meetup_id = $3";
        await using var batch = database.CreateBatch();
        // Locked first, so that the log is read as it is once nobody else can take hold of the name.
        Add(batch, $"select from eventops_slugs where {Mine} for update", community, slug, meetupId);
        Add(batch, $"delete from eventops_slugs s where {Mine} and claims <= 1 and not {IsTaken}", community, slug, meetupId);
        Add(batch, $"update eventops_slugs set claims = greatest(claims - 1, 0) where {Mine}", community, slug, meetupId);
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The meetup that the slug, or the alias, stands for; null when there is none.</summary>
    public async ValueTask<Guid?> Find(string community, string slug, CancellationToken ct)
    {
        if (known.TryGetValue((community, slug), out var id))
            return id;
        await using var command = database.CreateCommand(
            $"select s.meetup_id, {IsSlug} from eventops_slugs s where s.tenant_id = $1 and s.slug = $2 and {IsTaken}");
        Add(command, community, slug);
        await using var rows = await command.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct))
            return null;
        var found = rows.GetGuid(0);
        // Only what is final is remembered: a meetup keeps all slugs that it had, and an alias may go to another.
        if (!rows.GetBoolean(1))
            return found;
        if (known.Count >= MostRemembered)
            known.Clear();
        known[(community, slug)] = found;
        return found;
    }

    private static void Add(NpgsqlBatch batch, string statement, params object[] values)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        batch.BatchCommands.Add(command);
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
