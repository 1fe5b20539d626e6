using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.People;
using Npgsql;

namespace EventOps.Server.Erasing;

/// <summary>One speaker or organiser of one meetup, by every name that any event ever gave them.</summary>
internal sealed record PersonTrace(Guid MeetupId, bool IsSpeaker, Guid Id, ValueList<(string? Name, string? Alias)> Called)
{
    /// <summary>The ids of the pages that any of these names leads to.</summary>
    public IEnumerable<Guid> PersonIds(string community) =>
        Called.Select(called => PersonId.Of(community, called.Name, called.Alias)).OfType<Guid>().Distinct();

    public IEnumerable<string> Names => Called.SelectMany(called => new[] { called.Name, called.Alias })
        .OfType<string>().Where(name => name.Length > 0 && !ErasedPerson.IsMark(name)).Distinct();
}

/// <summary>
/// Looks through the log itself, not through rows: drafts, removed speakers and names of earlier years are in it as well.
/// </summary>
internal sealed class PersonTraces(NpgsqlDataSource database)
{
    internal static readonly string[] NamingEvents = ["speaker_added", "speaker_revised", "organiser_added"];

    public async Task<IReadOnlyList<PersonTrace>> All(string community, CancellationToken ct)
    {
        await using var query = database.CreateCommand(
            "select stream_id, type, data from mt_events where tenant_id = $1 and type = any($2) order by stream_id, version");
        query.Parameters.AddWithValue(community);
        query.Parameters.AddWithValue(NamingEvents);
        var said = new List<(Guid Meetup, bool IsSpeaker, Guid Id, string? Name, string? Alias)>();
        await using var row = await query.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            said.Add(MeetupEvent.Names.Read(row.GetString(1), row.GetFieldValue<byte[]>(2)) switch
            {
                SpeakerAdded e => (row.GetGuid(0), true, e.SpeakerId, e.Name, e.Alias),
                SpeakerRevised e => (row.GetGuid(0), true, e.SpeakerId, e.Name, e.Alias),
                OrganiserAdded e => (row.GetGuid(0), false, e.OrganiserId, e.Name, null),
                var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
            });
        return [.. said.GroupBy(s => (s.Meetup, s.IsSpeaker, s.Id), (key, all) => new PersonTrace(
            key.Meetup, key.IsSpeaker, key.Id, [.. all.Select(s => (s.Name, s.Alias)).Distinct()]))];
    }
}
