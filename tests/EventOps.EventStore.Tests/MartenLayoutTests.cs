using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests;

/// <summary>Holds the tables against what Marten makes itself: another name, type or default and it would "repair" them.</summary>
public sealed class MartenLayoutTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Theory]
    [InlineData("mt_streams",
        "tenant_id character varying not null default '*DEFAULT*'::character varying|id uuid not null|" +
        "type character varying|version bigint|timestamp timestamp with time zone not null default now()|" +
        "created timestamp with time zone not null default now()|is_archived boolean default false")]
    [InlineData("mt_events",
        "seq_id bigint not null|id uuid not null|stream_id uuid|version bigint not null|data jsonb not null|bdata bytea|" +
        "type character varying(500) not null|timestamp timestamp with time zone not null default now()|" +
        "tenant_id character varying default '*DEFAULT*'::character varying|mt_dotnet_type character varying|" +
        "correlation_id character varying|causation_id character varying|headers jsonb|user_name character varying|" +
        "is_archived boolean default false")]
    [InlineData("mt_event_progression",
        "name character varying not null|last_seq_id bigint|" +
        "last_updated timestamp with time zone default transaction_timestamp()")]
    [InlineData("mt_high_water_skips",
        "ending_sequence bigint not null|starting_sequence bigint not null|" +
        "timestamp timestamp with time zone default transaction_timestamp()")]
    public async Task columns_are_martens(string table, string columns)
    {
        var found = await fixture.Scalar<string>("""
            select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
              case when a.attnotnull then 'not null' end, 'default ' || lower(pg_get_expr(d.adbin, d.adrelid))), '|' order by a.attnum)
            from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where a.attrelid = $1::text::regclass and a.attnum > 0 and not a.attisdropped
            """, table);
        Assert.Equal(columns.ToLowerInvariant(), found.ToLowerInvariant());
    }

    [Fact]
    public async Task keys_and_indexes_are_martens()
    {
        var found = await fixture.Scalar<string>("""
            select string_agg(line, E'\n' order by line) from (
              select indexname || ': ' || substring(indexdef from 'CREATE (.*) INDEX') || substring(indexdef from ' USING .*')
              from pg_indexes where tablename like 'mt\_%'
              union all
              select conname || ': ' || pg_get_constraintdef(oid) from pg_constraint
              where conrelid::regclass::text like 'mt\_%' and contype in ('p', 'f')
            ) as lines(line)
            """);
        string[] expected =
        [
            "fkey_mt_events_stream_id_tenant_id: FOREIGN KEY (tenant_id, stream_id) REFERENCES mt_streams(tenant_id, id)",
            "mt_high_water_skips_pkey: PRIMARY KEY (ending_sequence)",
            "mt_high_water_skips_pkey: UNIQUE USING btree (ending_sequence)",
            "pk_mt_event_progression: PRIMARY KEY (name)",
            "pk_mt_event_progression: UNIQUE USING btree (name)",
            "pk_mt_events_stream_and_version: UNIQUE USING btree (tenant_id, stream_id, version)",
            "pkey_mt_events_seq_id: PRIMARY KEY (seq_id)",
            "pkey_mt_events_seq_id: UNIQUE USING btree (seq_id)",
            "pkey_mt_streams_tenant_id_id: PRIMARY KEY (tenant_id, id)",
            "pkey_mt_streams_tenant_id_id: UNIQUE USING btree (tenant_id, id)",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task the_sequence_is_martens()
    {
        Assert.Equal("1 1 1 mt_events.seq_id", await fixture.Scalar<string>("""
            select concat_ws(' ', s.seqstart, s.seqincrement, s.seqcache, d.refobjid::regclass || '.' || a.attname)
            from pg_sequence s join pg_depend d on d.objid = s.seqrelid and d.deptype = 'a'
            join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
            where s.seqrelid = 'mt_events_sequence'::regclass
            """));
    }

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
    public async Task what_marten_appended_is_read_projected_in_order_and_continued()
    {
        var stream = NewStream("marten");
        // As its default mode does it: the stream row, then numbers and events, in one transaction.
        await fixture.Execute($$"""
            begin;
            insert into mt_streams (id, type, version, tenant_id) values ('{{stream.Id}}', 'tally', 2, 'marten');
            insert into mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type) values
              (nextval('mt_events_sequence'), gen_random_uuid(), '{{stream.Id}}', 1, '{"by": 5}', 'counted', 'marten', now(), 'A.Counted, A'),
              (nextval('mt_events_sequence'), gen_random_uuid(), '{{stream.Id}}', 2, '{"by": 6}', 'counted', 'marten', now(), 'A.Counted, A');
            commit;
            """);

        var outcome = await fixture.Streams.Decide(
            Tally.Definition, stream, s => Tally.Count(s, 7), CommandOptions.None, Soon);

        Assert.Equal(18, Assert.IsType<CommandOutcome<int>.Appended>(outcome).Result);
        Assert.Equal([1L, 2L, 3L], (await fixture.Streams.Read(stream, 0, Soon)).Select(e => e.Version));
    }
}
