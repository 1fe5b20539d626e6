using System.Globalization;
using System.Text;
using EventOps.EventStore.Reading;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>The log is read in two ways, and both tell the same.</summary>
public sealed class LogCopyTests
{
    private const string Insert =
        "insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name, correlation_id, " +
        "causation_id, headers) values ";

    [Fact]
    public async Task copied_events_are_those_that_the_row_reader_reads()
    {
        await using var own = await Free();
        var id = await own.Append("counted", "文字", "counted");
        var big = "x" + new string('界', 100_000);
        foreach (var values in (string[])
        [
            "(10, gen_random_uuid(), null, 1, '{}', 'counted', now(), null, null, null, null, null)",
            "(11, gen_random_uuid(), gen_random_uuid(), 9223372036854775807, '[null]', '', '-infinity', '', '', '', '', '{}')",
            "(12, gen_random_uuid(), gen_random_uuid(), 1, '\"\"', 'a b', 'infinity', 't', 'u', 'c', 'd', '{\"k\": \"v\"}')",
            $"(15, gen_random_uuid(), gen_random_uuid(), 1, '{{\"big\": \"{big}\"}}', 'counted', '1999-12-31 23:59:59.999999Z', 't', null, '{big}', null, '{{\"k\": \"{big}\"}}')",
            "(16, gen_random_uuid(), gen_random_uuid(), 1, '1', 'counted', now(), 't', null, null, null, null)",
        ])
            await Run(own, Insert + values);
        var log = new LogReader(own.Store.Lookups);
        var read = new List<RecordedEvent>();
        await foreach (var e in log.After(0, 100, Soon))
            read.Add(e);

        var copied = await log.Page(0, 16, 1000, null, Soon);

        Assert.Equal(3 + 5, copied.Events.Count);
        Assert.Equal(read.Select(Told), copied.Events.Select(Told));
        Assert.Equal(16, copied.SafePosition);
        Assert.Equal([10L, 11], (await log.Page(id, 12, 2, null, Soon)).Events.Select(e => e.Position));
        Assert.Equal(11, (await log.Page(id, 12, 2, null, Soon)).SafePosition);
        Assert.Empty((await log.Page(16, 20, 1000, null, Soon)).Events);
    }

    [Fact]
    public async Task many_rows_cross_the_ends_of_what_is_read_at_once()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var own = await Free();
        for (var i = 1; i <= 300; i++)
            await Run(own, Insert + string.Create(CultureInfo.InvariantCulture,
                $"({i}, gen_random_uuid(), gen_random_uuid(), 1, '\"{new string('y', random.Next(3000))}\"', 'counted', now(), 't', null, null, null, null)"));
        var log = new LogReader(own.Store.Lookups);
        var read = new List<RecordedEvent>();
        await foreach (var e in log.After(0, 1000, Soon))
            read.Add(e);

        Assert.Equal(300, read.Count);
        Assert.Equal(read.Select(Told), (await log.Page(0, 300, 1000, null, Soon)).Events.Select(Told));
    }

    private static string Told(RecordedEvent e) => string.Join(
        '|', e.Position, e.Id, e.Tenant, e.StreamId, e.StreamType, e.Version, e.Type, Encoding.UTF8.GetString(e.Data.Span),
        e.Timestamp.ToString("O", CultureInfo.InvariantCulture), e.User ?? "null", e.CorrelationId ?? "null", e.CausationId ?? "null",
        string.Join(',', e.Headers.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}={h.Value}")));

    /// <summary>A store whose events need no streams: foreign writers may have removed them.</summary>
    private static async Task<OwnStore> Free()
    {
        var own = await OwnStore.Create();
        await Run(own, "alter table mt_events drop constraint fkey_mt_events_stream_id_tenant_id");
        return own;
    }

    private static async Task Run(OwnStore own, string sql)
    {
        await using var command = own.Store.Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Soon);
    }
}
