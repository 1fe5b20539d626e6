using System.Globalization;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Formats.Importing;
using EventOps.Server.Importing;
using EventOps.Server.Meetups;
using Npgsql;

namespace EventOps.Benchmarks;

/// <summary>
/// A log of many meetups, each with the events of the sample page and those of a second round of revisions and releases.
/// Twenty meetups are being prepared at any time, so their events are mixed.
/// </summary>
internal static class MeetupLog
{
    private const string Sample = "sample";
    private const int AtOnce = 20;

    /// <summary>Adds meetups to a store, at least so many events; the position of the last one.</summary>
    public static async Task<long> Write(EventStoreModule store, int events)
    {
        await using var connection = await store.Database.OpenConnectionAsync();
        if (await Scalar(connection, $"select count(*) from mt_events where tenant_id = '{Sample}'") == 0)
            await WriteSample(store);
        var perMeetup = await Scalar(connection, $"select count(*) from mt_events where tenant_id = '{Sample}'");
        var groups = Math.Max(1, events / (perMeetup * AtOnce));
        var start = await Scalar(connection, "select max(seq_id) from mt_events");
        // The rows are consistent by construction; checking each reference would take longer than what is measured.
        await Run(connection, "set session_replication_role = replica");
        await Run(connection, string.Create(CultureInfo.InvariantCulture, $"""
            create temp table meetup as select g, i, gen_random_uuid() as id
            from generate_series(0, {groups - 1}) g cross join generate_series(0, {AtOnce - 1}) i;
            insert into mt_streams (tenant_id, id, type, version) select 'bench', id, 'meetup', {perMeetup} from meetup;
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, headers)
            select {start} + g * {AtOnce * perMeetup} + (e.version - 1) * {AtOnce} + i + 1, gen_random_uuid(), m.id,
              e.version, e.data, e.type, e.timestamp, 'bench', e.headers
            from meetup m cross join mt_events e where e.tenant_id = '{Sample}' order by 1;
            select setval('mt_events_sequence', (select max(seq_id) from mt_events));
            drop table meetup
            """));
        await Run(connection, "vacuum analyze mt_streams, mt_events");
        return start + (groups * AtOnce * perMeetup);
    }

    private static async Task WriteSample(EventStoreModule store)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "samples", "webassembly-open-day.md");
        var page = PageImporter.Read(
            new(Path.GetFileName(file), await File.ReadAllBytesAsync(file)), new ImportSettings(Sample));
        var slugs = new SlugRegister(store.Database);
        var desk = new MeetupDesk(store.Streams, slugs, new Server.Files.FileRegister(store.Database), TimeProvider.System);
        var result = await new PageImports(store.Streams, slugs, desk).Run(page, Sample, dryRun: false, CancellationToken.None);
        var stream = new StreamKey(Sample, result.Answer!.MeetupId);
        var stored = await store.Streams.Read(stream, 0, CancellationToken.None);
        var more = stored.Select(e => MeetupEvent.Names.Read(e.Type, e.Data)).SelectMany(SecondRound).Append(new AgendaPublished(2, null))
            .Select(e => MeetupEvent.Names.Write(e)).Select(e => new NewEvent(Guid.CreateVersion7(), e.Type, e.Data));
        await store.Streams.Append(stream, "meetup", stored.Count, [.. more], AppendMetadata.None, CancellationToken.None);
    }

    private static IEnumerable<MeetupEvent> SecondRound(MeetupEvent happened) => happened switch
    {
        SpeakerAdded e => [new SpeakerRevised(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio)],
        TalkAdded e => [new TalkRevised(e.TalkId, e.Title, e.Kind, e.Abstract, e.Takeaways, e.Language)],
        SlotPlaced e => [new SlotMoved(
            e.SlotId, e.Day, e.Start, e.End, e.Room, e.Track, e.Day, e.Start, e.End, e.Room, e.Track, null)],
        _ => [],
    };

    private static async Task<long> Scalar(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is long found ? found : 0;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
