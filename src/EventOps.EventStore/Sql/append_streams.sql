-- The stream rows of a bulk append, before its events: the same order of locks and the same rules as append.sql. Streams that
-- are not returned met another version.
with runs as (
  select * from unnest($1::varchar[], $2::uuid[], $3::varchar[], $4::bigint[], $5::bigint[])
    as r(tenant_id, id, type, expected, version)
),
locked as (
  select r.tenant_id, r.id, r.expected, r.version
  from runs r join mt_streams s on s.tenant_id = r.tenant_id and s.id = r.id
  where r.expected > 0 and s.version = r.expected
  order by s.tenant_id, s.id
  for no key update of s
),
updated as (
  update mt_streams s set version = l.version, timestamp = $6
  from locked l where s.tenant_id = l.tenant_id and s.id = l.id and s.version = l.expected
  returning s.tenant_id, s.id
),
inserted as (
  insert into mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
  select tenant_id, id, type, version, $6, $6, false from runs where expected = 0 order by tenant_id, id
  on conflict do nothing
  returning tenant_id, id
)
select tenant_id, id from updated
union all
select tenant_id, id from inserted
