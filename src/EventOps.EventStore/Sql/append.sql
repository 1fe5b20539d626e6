-- One batch of appends, one statement, one commit. What is not returned met another version: nobody else fails.
-- A run is what the batch does to one stream: its appends stand on each other, so the first one's version speaks for all.
with runs as (
  select * from unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[], $5::bigint[], $6::timestamptz[])
    with ordinality as r(tenant_id, id, type, expected, version, at, run)
),
-- Rows are locked in key order, or two nodes with the same streams in their batches would deadlock.
locked as (
  select r.tenant_id, r.id, r.expected, r.version, r.at, r.run
  from runs r join mt_streams s on s.tenant_id = r.tenant_id and s.id = r.id
  where r.expected > 0 and s.version = r.expected
  order by s.tenant_id, s.id
  for no key update of s
),
updated as (
  update mt_streams s set version = l.version, timestamp = l.at
  from locked l where s.tenant_id = l.tenant_id and s.id = l.id and s.version = l.expected
  returning l.run
),
inserted as (
  insert into mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
  select tenant_id, id, type, version, at, at, false from runs where expected = 0 order by tenant_id, id
  on conflict do nothing
  returning tenant_id, id
),
granted as (
  select run from updated
  union all
  select r.run from inserted s join runs r on r.tenant_id = s.tenant_id and r.id = s.id
),
-- A taken key raises a unique violation and the batch is run again one by one. It must raise before a number is drawn, or
-- every lost race would leave a dead hole for the readers to wait at.
keyed as (
  insert into eventops_idempotency_keys (tenant_id, key, request_hash, stream_id, version, answer, created)
  select r.tenant_id, k.key, k.hash, r.id, k.version, k.answer, r.at
  from unnest($7::int[], $8::bigint[], $9::varchar[], $10::bytea[], $11::bytea[]) as k(run, version, key, hash, answer)
  join granted g on g.run = k.run join runs r on r.run = k.run
  order by r.tenant_id, k.key
  returning 1
),
-- Numbers are drawn last, after the sort and after the stream rows were written: the transaction then has its id before
-- it has a number, which is what the hole rule stands on, and positions follow arrival.
numbered as (
  select nextval('mt_events_sequence') as seq_id, r.tenant_id, r.id as stream_id, e.*
  from unnest($12::int[], $13::bigint[], $14::uuid[], $15::varchar[], $16::jsonb[], $17::timestamptz[],
    $18::varchar[], $19::varchar[], $20::jsonb[], $21::varchar[], $22::int[])
    with ordinality as e(run, version, id, type, data, at, correlation_id, causation_id, headers, user_name, ends, arrival)
  join granted g on g.run = e.run join runs r on r.run = e.run
  where (select count(*) from keyed) is not null
  order by e.arrival
),
written as (
  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
    correlation_id, causation_id, headers, user_name, is_archived)
  select seq_id, id, stream_id, version, data, type, at, tenant_id,
    correlation_id, causation_id, headers, user_name, false
  from numbered
)
-- The last event of an append names it; the others have null.
select ends, seq_id from numbered where ends is not null
