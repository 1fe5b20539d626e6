using Xunit;

namespace EventOps.EventStore.Tests.Schema;

/// <summary>
/// The log's tables are Marten's to the last column: it would "repair" whatever differs. So nothing may be added to them
/// either, not even an index that our own reads would like.
/// </summary>
public sealed class MartenLayoutTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Layout = """
        mt_event_progression.name character varying not null
        mt_event_progression.last_seq_id bigint
        mt_event_progression.last_updated timestamp with time zone default transaction_timestamp()
        mt_events.seq_id bigint not null
        mt_events.id uuid not null
        mt_events.stream_id uuid
        mt_events.version bigint not null
        mt_events.data jsonb not null
        mt_events.bdata bytea
        mt_events.type character varying(500) not null
        mt_events.timestamp timestamp with time zone not null default now()
        mt_events.tenant_id character varying default '*DEFAULT*'::character varying
        mt_events.mt_dotnet_type character varying
        mt_events.correlation_id character varying
        mt_events.causation_id character varying
        mt_events.headers jsonb
        mt_events.user_name character varying
        mt_events.is_archived boolean default false
        mt_high_water_skips.ending_sequence bigint not null
        mt_high_water_skips.starting_sequence bigint not null
        mt_high_water_skips.timestamp timestamp with time zone default transaction_timestamp()
        mt_streams.tenant_id character varying not null default '*DEFAULT*'::character varying
        mt_streams.id uuid not null
        mt_streams.type character varying
        mt_streams.version bigint
        mt_streams.timestamp timestamp with time zone not null default now()
        mt_streams.created timestamp with time zone not null default now()
        mt_streams.is_archived boolean default false
        constraint fkey_mt_events_stream_id_tenant_id on mt_events FOREIGN KEY (tenant_id, stream_id) REFERENCES mt_streams(tenant_id, id)
        constraint mt_high_water_skips_pkey on mt_high_water_skips PRIMARY KEY (ending_sequence)
        constraint pk_mt_event_progression on mt_event_progression PRIMARY KEY (name)
        constraint pkey_mt_events_seq_id on mt_events PRIMARY KEY (seq_id)
        constraint pkey_mt_streams_tenant_id_id on mt_streams PRIMARY KEY (tenant_id, id)
        index CREATE UNIQUE INDEX mt_high_water_skips_pkey ON public.mt_high_water_skips USING btree (ending_sequence)
        index CREATE UNIQUE INDEX pk_mt_event_progression ON public.mt_event_progression USING btree (name)
        index CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON public.mt_events USING btree (tenant_id, stream_id, version)
        index CREATE UNIQUE INDEX pkey_mt_events_seq_id ON public.mt_events USING btree (seq_id)
        index CREATE UNIQUE INDEX pkey_mt_streams_tenant_id_id ON public.mt_streams USING btree (tenant_id, id)
        sequence mt_events_sequence bigint starts 1 step 1 cache 1 cycle false owned by mt_events.seq_id
        """;

    // Triggers, rules and policies are asked for as well: there are none, and none may come.
    private const string Found = """
        select string_agg(line, E'\n' order by section, name collate "C", place, line collate "C") from (
          select 1, c.relname::text, a.attnum::int, concat_ws(' ', c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attnotnull then 'not null' end, 'default ' || lower(replace(pg_get_expr(d.adbin, d.adrelid), '*DEFAULT*', '*default*')))
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where c.relname like 'mt\_%' and c.relkind = 'r'
          union all
          select 2, conname, 0, concat_ws(' ', 'constraint', conname, 'on', conrelid::regclass, pg_get_constraintdef(oid))
          from pg_constraint where conrelid::regclass::text like 'mt\_%' and contype <> 'n'
          union all
          select 3, indexname, 0, 'index ' || indexdef from pg_indexes where tablename like 'mt\_%'
          union all
          select 4, s.seqrelid::regclass::text, 0, concat_ws(' ', 'sequence', s.seqrelid::regclass, format_type(s.seqtypid, null), 'starts',
            s.seqstart, 'step', s.seqincrement, 'cache', s.seqcache, 'cycle', s.seqcycle::text, 'owned by', d.refobjid::regclass || '.' || a.attname)
          from pg_sequence s join pg_depend d on d.objid = s.seqrelid and d.deptype = 'a'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where s.seqrelid::regclass::text like 'mt\_%'
          union all
          select 5, tgname, 0, 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where tgrelid::regclass::text like 'mt\_%' and not tgisinternal
          union all
          select 6, rulename, 0, 'rule ' || definition from pg_rules where tablename like 'mt\_%'
        ) as lines(section, name, place, line)
        """;

    [Fact]
    public async Task every_column_key_index_and_sequence_is_martens() =>
        Assert.Equal(Layout.Replace("*DEFAULT*", "*default*", StringComparison.Ordinal), await fixture.Scalar<string>(Found));
}
