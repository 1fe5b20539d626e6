using EventOps.Domain.Meetups;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.Server.Erasing;

/// <summary>
/// Rewrites the events of one meetup that say who somebody is, in their places: ids, positions, versions and times stay. As
/// Marten masks, and as Marten reads.
/// </summary>
internal static class EventMasking
{
    /// <summary>How many events still bore a name.</summary>
    public static async Task<int> Run(NpgsqlDataSource database, string community, ErasedAt at, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var found = await Read(connection, community, at.MeetupId, ct);
        var masked = Masked(found, at);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (version, happened) in masked)
            batch.BatchCommands.Add(Update(community, at.MeetupId, version, MeetupEvent.Names.Write(happened).Data));
        if (masked.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return masked.Count;
    }

    /// <summary>The events that must be written anew. Marks differ where what was said differed, and stay once they are set.</summary>
    internal static List<(long Version, MeetupEvent Event)> Masked(IEnumerable<(long Version, MeetupEvent Event)> events, ErasedAt at)
    {
        var masked = new List<(long, MeetupEvent)>();
        var marks = new Dictionary<Guid, Dictionary<Speaker, string>>();
        foreach (var (version, happened) in events)
        {
            var speaker = SpeakerIn(happened);
            if (speaker is not null && at.SpeakerIds.Contains(speaker.SpeakerId) && Mark(marks, speaker) is var mark && mark != speaker.Name)
                masked.Add((version, happened is SpeakerAdded
                    ? new SpeakerAdded(speaker.SpeakerId, mark, null, null, null, null)
                    : new SpeakerRevised(speaker.SpeakerId, mark, null, null, null, null)));
            else if (happened is OrganiserAdded o && at.OrganiserIds.Contains(o.OrganiserId) && o.Name != ErasedPerson.Name)
                masked.Add((version, new OrganiserAdded(o.OrganiserId, ErasedPerson.Name, o.Role, null)));
        }

        return masked;
    }

    private static string Mark(Dictionary<Guid, Dictionary<Speaker, string>> marks, Speaker said)
    {
        if (!marks.TryGetValue(said.SpeakerId, out var known))
            marks.Add(said.SpeakerId, known = []);
        if (!known.TryGetValue(said, out var mark))
            known.Add(said, mark = ErasedPerson.IsMark(said.Name) ? said.Name! : Fresh(known));
        return mark;
    }

    private static string Fresh(Dictionary<Speaker, string> known)
    {
        var number = known.Count + 1;
        while (known.ContainsValue(ErasedPerson.Mark(number)))
            number++;
        return ErasedPerson.Mark(number);
    }

    private static Speaker? SpeakerIn(MeetupEvent happened) => happened switch
    {
        SpeakerAdded e => new(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio),
        SpeakerRevised e => new(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio),
        _ => null,
    };

    private static async Task<List<(long, MeetupEvent)>> Read(NpgsqlConnection connection, string community, Guid meetup, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(
            "select version, type, data from mt_events where tenant_id = $1 and stream_id = $2 and type = any($3) order by version for update", connection);
        query.Parameters.AddWithValue(community);
        query.Parameters.AddWithValue(meetup);
        query.Parameters.AddWithValue(PersonTraces.NamingEvents);
        var found = new List<(long, MeetupEvent)>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            found.Add((row.GetInt64(0), MeetupEvent.Names.Read(row.GetString(1), row.GetFieldValue<byte[]>(2))));
        return found;
    }

    private static NpgsqlBatchCommand Update(string community, Guid meetup, long version, ReadOnlyMemory<byte> data)
    {
        var update = new NpgsqlBatchCommand("update mt_events set data = $4 where tenant_id = $1 and stream_id = $2 and version = $3");
        update.Parameters.Add(new() { Value = community });
        update.Parameters.Add(new() { Value = meetup });
        update.Parameters.Add(new() { Value = version });
        update.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = data.ToArray() });
        return update;
    }
}
