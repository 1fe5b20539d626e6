using System.Collections.Concurrent;
using Npgsql;

namespace EventOps.Server.Meetups;

/// <summary>
/// Keeps a slug for one meetup of a community. It is reserved before the meetup is scheduled; a reservation whose meetup
/// never came to be (its server died in between, or the command was refused) may be taken over.
/// </summary>
internal sealed class SlugRegister(NpgsqlDataSource database)
{
    private const int MostRemembered = 50_000;

    // A meetup keeps the slug that its first event gave it. One that merely exists may have been refused this slug.
    private const string IsScheduled =
        "exists (select from mt_events e where e.tenant_id = s.tenant_id and e.stream_id = s.meetup_id and e.version = 1 " +
        "and e.data ->> 'slug' = s.slug)";

    private readonly ConcurrentDictionary<(string Community, string Slug), Guid> known = new();

    /// <summary>Whether the slug is the meetup's now.</summary>
    public async Task<bool> Reserve(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        // A minute is far longer than an append outlives its request, so no living reservation is taken over.
        await using var command = database.CreateCommand($"""
            insert into eventops_slugs as s (tenant_id, slug, meetup_id) values ($1, $2, $3)
            on conflict (tenant_id, slug) do update set meetup_id = excluded.meetup_id, reserved = now()
            where s.meetup_id = excluded.meetup_id
               or (s.reserved < now() - interval '1 minute' and not {IsScheduled})
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
              and (s.reserved >= now() - interval '1 minute' or {IsScheduled}))
            """);
        Add(command, community, slug, meetupId);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Gives a reservation back that came to nothing.</summary>
    public async Task Release(string community, string slug, Guid meetupId, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"delete from eventops_slugs s where tenant_id = $1 and slug = $2 and meetup_id = $3 and not {IsScheduled}");
        Add(command, community, slug, meetupId);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The meetup that the slug stands for; null when there is none.</summary>
    public async ValueTask<Guid?> Find(string community, string slug, CancellationToken ct)
    {
        if (known.TryGetValue((community, slug), out var id))
            return id;
        await using var command = database.CreateCommand(
            $"select s.meetup_id from eventops_slugs s where s.tenant_id = $1 and s.slug = $2 and {IsScheduled}");
        Add(command, community, slug);
        if (await command.ExecuteScalarAsync(ct) is not Guid found)
            return null;
        // Only what is final is remembered: a scheduled meetup keeps its slug.
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
