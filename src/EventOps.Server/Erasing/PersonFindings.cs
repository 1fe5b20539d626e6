using System.Text.Json;
using EventOps.Domain.Shared;
using Npgsql;

namespace EventOps.Server.Erasing;

/// <summary>A text that mentions the person, for a human to look at.</summary>
/// <param name="Type">The stored name of the event that holds it.</param>
/// <param name="Revise">The command that puts another text in its place; absent where there is none.</param>
public sealed record PersonFinding(Guid StreamId, long Version, long Position, string Type, string? Revise);

/// <summary>Finds mentions in texts that people wrote: no program can tell what they should say instead.</summary>
internal sealed class PersonFindings(NpgsqlDataSource database)
{
    private const int Most = 200;

    public async Task<ValueList<PersonFinding>> Find(string community, IEnumerable<string> names, CancellationToken ct)
    {
        // One letter is in every text.
        var needles = names.Where(name => name.Length > 1).Select(name => JsonSerializer.Serialize(name, DomainJson.Options)[1..^1]).ToArray();
        await using var query = database.CreateCommand(
            "select e.stream_id, e.version, e.seq_id, e.type from mt_events e where e.tenant_id = $1 and not e.type = any($2) " +
            "and exists (select from unnest($3::text[]) n where position(n in e.data::text) > 0) order by e.seq_id desc limit $4");
        query.Parameters.AddWithValue(community);
        query.Parameters.AddWithValue(PersonTraces.NamingEvents);
        query.Parameters.AddWithValue(needles);
        query.Parameters.AddWithValue(Most);
        await using var row = await query.ExecuteReaderAsync(ct);
        var found = new List<PersonFinding>();
        while (await row.ReadAsync(ct))
            found.Add(new(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), ReviseOf(row.GetString(3))));
        return [.. found];
    }

    private static string? ReviseOf(string type) => type switch
    {
        "slug_changed" => "change-slug",
        "alias_added" => "remove-alias",
        "event_scheduled" or "event_revised" => "revise-event",
        "event_relocated" => "relocate-event",
        "talk_added" or "talk_revised" => "revise-talk",
        "slot_placed" or "slot_moved" => "remove-slot",
        "recap_written" => "write-recap",
        "slides_attached" or "slides_published" or "slides_replaced" => "replace-slides",
        "recording_added" => "remove-recording",
        "channel_set" => "set-channel",
        "reference_added" => "remove-reference",
        "photos_added" => "remove-photos",
        _ => null,
    };
}
