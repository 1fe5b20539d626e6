using System.Text;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Schema;

/// <summary>Rows as Marten writes them are read, projected and continued; and what else it keeps disturbs nobody.</summary>
public sealed class MartenWritesTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task the_stream_row_is_kept_as_marten_keeps_it()
    {
        var stream = NewStream("marten");
        await fixture.Streams.Append(stream, "tally", 0, [Event(), Event()], AppendMetadata.None, Soon);
        await fixture.Streams.Append(stream, "tally", 2, [Event()], AppendMetadata.None, Soon);

        Assert.Equal("tally 3 false true", await fixture.Scalar<string>(
            "select concat_ws(' ', type, version, is_archived::text, (timestamp >= created)::text) from mt_streams where id = $1", stream.Id));
    }

    [Fact]
    public async Task a_stream_that_marten_began_is_read_and_continued()
    {
        var stream = NewStream("marten");
        await Begin(stream, "nextval('mt_events_sequence')", "nextval('mt_events_sequence')");
        Assert.Equal(18, await Count(stream, 7));
        Assert.Equal([1L, 2L, 3L], (await fixture.Streams.Read(stream, 0, Soon)).Select(e => e.Version));
    }

    [Fact]
    public async Task a_stream_whose_numbers_were_drawn_early_and_out_of_order_is_read_in_order_and_continued()
    {
        var numbers = await fixture.Scalar<long[]>("select array(select nextval('mt_events_sequence') from generate_series(1, 2))");
        var stream = NewStream("marten");
        var between = await fixture.AppendOne();
        await Begin(stream, $"{numbers[0]}", $"{numbers[1]}");
        Assert.Equal(18, await Count(stream, 7));
        Assert.Equal([numbers[0], numbers[1]], (await fixture.Streams.Read(stream, 0, Soon)).Select(e => e.Position).Where(p => p < between));
    }

    [Fact]
    public async Task a_stream_that_we_began_and_marten_continued_goes_on_with_us()
    {
        var stream = NewStream("marten");
        Assert.Equal(5, await Count(stream, 5));
        // As Marten appends with an expected version: the row is moved only from the version that was seen.
        await fixture.Execute($$"""
            begin;
            update mt_streams set version = 2, timestamp = now() where id = '{{stream.Id}}' and tenant_id = 'marten' and version = 1;
            {{Insert(stream, 2, 6, "nextval('mt_events_sequence')")}};
            commit;
            """);
        Assert.Equal(18, await Count(stream, 7));
        Assert.Equal("3 3", await fixture.Scalar<string>(
            "select concat_ws(' ', s.version, max(e.version)) from mt_streams s join mt_events e on e.stream_id = s.id where s.id = $1 group by s.version", stream.Id));
    }

    [Fact]
    public async Task what_marten_wrote_is_projected_beside_what_we_wrote_archived_or_not()
    {
        var (theirs, ours, archived) = (NewStream("marten"), NewStream("marten"), NewStream("marten"));
        await Begin(archived, "nextval('mt_events_sequence')", "nextval('mt_events_sequence')");
        await fixture.Execute(
            $"begin; update mt_streams set is_archived = true where id = '{archived.Id}'; " +
            $"update mt_events set is_archived = true where stream_id = '{archived.Id}'; commit");
        await Begin(theirs, "nextval('mt_events_sequence')", "nextval('mt_events_sequence')");
        await Count(ours, 1);
        var last = await fixture.AppendOne();
        await using var runner = fixture.Store.Projections(Total.Projection("beside"));
        runner.Start();

        foreach (var (stream, sum) in new[] { (theirs, 2), (archived, 2), (ours, 1) })
        {
            await fixture.Store.RowTail.WaitFor("beside", last, TimeSpan.FromSeconds(30), Soon);
            Assert.Equal($$"""{"Sum":{{sum}}}""", await fixture.Scalar<string>(
                "select data::text from eventops_rows where projection = 'beside' and key = $1", stream.Id.ToString()));
        }
    }

    [Fact]
    public async Task its_progression_rows_functions_and_documents_are_left_alone()
    {
        await fixture.Execute("""
            insert into mt_event_progression (name, last_seq_id) values ('HighWaterMark', 123456), ('Orders:All', 99), ('Orders:V2:All', null);
            create or replace function mt_quick_append_events(stream uuid) returns bigint language sql as 'select 1::bigint';
            create table mt_doc_deadletterevent (id uuid primary key, data jsonb not null, mt_version uuid);
            insert into mt_doc_deadletterevent values (gen_random_uuid(), '{}', null);
            create function mt_immutable_timestamp(value text) returns timestamptz language sql immutable as 'select value::timestamptz'
            """);
        await fixture.Store.Migrate(Soon);
        await using var node = fixture.Open();
        await node.Migrate(Soon);

        // Its high-water mark is a guess of its own and moves no head of ours.
        var position = await fixture.AppendOne();
        Assert.Equal(position, await node.Feed.Head(Soon));
        Assert.Equal("HighWaterMark 123456, Orders:All 99, Orders:V2:All", await fixture.Scalar<string>(
            "select string_agg(concat_ws(' ', name, last_seq_id), ', ' order by name) from mt_event_progression where name in ('HighWaterMark', 'Orders:All', 'Orders:V2:All')"));
        Assert.Equal(1L, await fixture.Scalar<long>("select count(*) from mt_doc_deadletterevent"));
        await fixture.Execute("drop function mt_quick_append_events(uuid)");
    }

    [Theory]
    [InlineData("martian_landed", """{"nobody": ["knows", {"this": null}]}""", "null")]
    [InlineData("counted", """ "not an object" """, "null")]
    [InlineData("counted", "null", """ {"a": 1, "b": {"c": [true]}, "d": null, "e": "text"} """)]
    [InlineData("counted", "[1, 2.50, -3e400]", """ "no object" """)]
    [InlineData("Orders.OrderPlaced", """{"by": "many"}""", "[1, 2]")]
    public async Task what_no_type_of_ours_can_read_passes_through_as_it_is(string type, string data, string headers)
    {
        var start = await fixture.Tail();
        await fixture.Execute(
            $"begin; insert into mt_streams (id, version) values ('{Guid.CreateVersion7()}', 1); " +
            "insert into mt_events (seq_id, id, stream_id, version, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, headers, is_archived) " +
            $"values (nextval('mt_events_sequence'), gen_random_uuid(), null, 1, '{data}', '\\x00ff', '{type}', 'infinity', null, 'X, Y', '{headers}', null); commit");
        var later = await fixture.AppendOne();

        await using var fresh = fixture.Open();
        foreach (var feed in new[] { fixture.Feed, fresh.Feed })
        {
            var read = await feed.ReadUntil(start, later);
            Assert.Equal(2, read.Count);
            Assert.Equal((type, "*DEFAULT*", Guid.Empty), (read[0].Type, read[0].Tenant, read[0].StreamId));
            Assert.Equal(await fixture.Scalar<string>($"select data::text from mt_events where seq_id = {read[0].Position}"), Encoding.UTF8.GetString(read[0].Data.Span));
            Assert.All(read[0].Headers.Where(h => h.Key is "b" or "d"), h => Assert.Equal(h.Key == "b" ? """{"c": [true]}""" : "null", h.Value));
        }
    }

    [Theory]
    [InlineData("repeat('[', 3000) || repeat(']', 3000)", "now()")]
    [InlineData("'1'", "'4713-01-01 00:00:00+00 BC'")]
    [InlineData("'1'", "'294276-12-31 00:00:00+00'")]
    [InlineData("'1'", "'-infinity'")]
    public async Task headers_of_any_depth_and_instants_of_any_age_hold_nobody_up(string header, string at)
    {
        var start = await fixture.Tail();
        await fixture.Execute(
            "insert into mt_events (seq_id, id, version, data, type, timestamp, headers) values " +
            $$"""(nextval('mt_events_sequence'), gen_random_uuid(), 1, '{}', 'old', {{at}}, ('{"h": ' || {{header}} || '}')::jsonb)""");
        var later = await fixture.AppendOne();

        Assert.Equal(2, (await fixture.Feed.ReadUntil(start, later)).Count);
        await using var fresh = fixture.Open();
        Assert.Equal(2, (await fresh.Feed.ReadUntil(start, later)).Count);
    }

    private async Task<int> Count(StreamKey stream, int by) => Assert.IsType<CommandOutcome<int>.Appended>(
        await fixture.Streams.Decide(Tally.Definition, stream, s => Tally.Count(s, by), CommandOptions.None, Soon)).Result;

    // As Marten's default mode does it: the stream row, then numbers and events, in one transaction.
    private Task Begin(StreamKey stream, string first, string second) => fixture.Execute($"""
        begin;
        insert into mt_streams (id, type, version, tenant_id) values ('{stream.Id}', 'tally', 2, 'marten');
        {Insert(stream, 1, 5, first)};
        {Insert(stream, 2, 6, second)};
        commit;
        """);

    private static string Insert(StreamKey stream, int version, int by, string number) =>
        "insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type) values " +
        $$"""({{number}}, gen_random_uuid(), '{{stream.Id}}', {{version}}, '{"by": {{by}}}', 'counted', 'marten', now(), 'A.Counted, A')""";
}
