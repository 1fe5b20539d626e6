-- One batch of appends, one statement, one commit. What is not returned met another version: nobody else fails.
with input as (
  select * from unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[], $5::int[], $6::timestamptz[])
    with ordinality as i(tenant_id, id, type, expected, n, at, ord)
),
-- Rows are locked in key order, or two nodes with the same streams in their batches would deadlock.
locked as (
  select i.tenant_id, i.id, i.expected, i.n, i.at, i.ord
  from input i join mt_streams s on s.tenant_id = i.tenant_id and s.id = i.id
  where i.expected > 0 and s.version = i.expected
  order by s.tenant_id, s.id
  for no key update of s
),
updated as (
  update mt_streams s set version = l.expected + l.n, timestamp = l.at
  from locked l where s.tenant_id = l.tenant_id and s.id = l.id and s.version = l.expected
  returning l.ord
),
inserted as (
  insert into mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
  select tenant_id, id, type, n, at, at, false from input where expected = 0 order by tenant_id, id
  on conflict do nothing
  returning tenant_id, id
),
granted as (
  select ord from updated
  union all
  select i.ord from inserted s join input i on i.tenant_id = s.tenant_id and i.id = s.id
),
-- A taken key raises a unique violation and the batch is run again one by one. It must raise before a number is drawn, or
-- every lost race would leave a dead hole for the readers to wait at.
keyed as (
  insert into eventops_idempotency_keys (tenant_id, key, request_hash, stream_id, version, answer, created)
  select i.tenant_id, k.key, k.hash, i.id, i.expected + i.n, k.answer, i.at
  from unnest($7::int[], $8::varchar[], $9::bytea[], $10::bytea[]) as k(ord, key, hash, answer)
  join granted g on g.ord = k.ord join input i on i.ord = k.ord
  order by i.tenant_id, k.key
  returning 1
),
-- Numbers are drawn last, after the sort and after the stream rows were written: the transaction then has its id before
-- it has a number, which is what the hole rule stands on, and positions follow arrival.
written as (
  insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
    correlation_id, causation_id, headers, user_name, is_archived)
  select nextval('mt_events_sequence'), e.id, i.id, i.expected + e.k, e.data, e.type, i.at, i.tenant_id,
    e.correlation_id, e.causation_id, e.headers, e.user_name, false
  from unnest($11::int[], $12::int[], $13::uuid[], $14::varchar[], $15::jsonb[],
    $16::varchar[], $17::varchar[], $18::jsonb[], $19::varchar[])
    as e(ord, k, id, type, data, correlation_id, causation_id, headers, user_name)
  join granted g on g.ord = e.ord join input i on i.ord = e.ord
  where (select count(*) from keyed) is not null
  order by e.ord, e.k
  returning tenant_id, stream_id, seq_id
)
select tenant_id, stream_id, max(seq_id) from written group by tenant_id, stream_id
