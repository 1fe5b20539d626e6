using System.Collections.Concurrent;
using Npgsql;

namespace EventOps.Server.Meetups;

/// <summary>
/// Keeps a slug for one meetup of a community. It is reserved before the meetup is scheduled or renamed; a reservation whose meetup
/// never came to be (its server died in between, or the command was refused) may be taken over.
/// </summary>
internal sealed class SlugRegister(NpgsqlDataSource database)
{
    private const int MostRemembered = 50_000;

    private long changes;

    // A meetup keeps every slug that its events gave it. One that merely exists may have been refused this slug.
    private const string IsTaken =
        "exists (select from mt_events e where e.tenant_id = s.tenant_id and e.stream_id = s.meetup_id " +
        "and e.type in ('event_scheduled', 'slug_changed') and e.data ->> 'slug' = s.slug)";

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

    /// <summary>Whether the slug is the meetup's now.</summary>
    public async Task<bool> Reserve(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        // A minute is far longer than an append outlives its request, so no living reservation is taken over.
        await using var command = database.CreateCommand($"""
            insert into eventops_slugs as s (tenant_id, slug, meetup_id) values ($1, $2, $3)
            on conflict (tenant_id, slug) do update set meetup_id = excluded.meetup_id, reserved = now()
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

    /// <summary>Gives a reservation back that came to nothing.</summary>
    public async Task Release(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"delete from eventops_slugs s where tenant_id = $1 and slug = $2 and meetup_id = $3 and not {IsTaken}");
        Add(command, community, slug, meetupId);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The meetup that the slug stands for; null when there is none.</summary>
    public async ValueTask<Guid?> Find(string community, string slug, CancellationToken ct)
    {
        if (known.TryGetValue((community, slug), out var id))
            return id;
        await using var command = database.CreateCommand(
            $"select s.meetup_id from eventops_slugs s where s.tenant_id = $1 and s.slug = $2 and {IsTaken}");
        Add(command, community, slug);
        if (await command.ExecuteScalarAsync(ct) is not Guid found)
            return null;
        // Only what is final is remembered: a meetup keeps all slugs that it had.
        if (known.Count >= MostRemembered)
            known.Clear();
        known[(community, slug)] = found;
        return found;
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
