-- append.sql for a lone append of one event that begins a stream, at half the cost of its start. The same rules: the stream's
-- row is written before the number is drawn, and nothing returned means another version. $4, the version, is append_next's.
with granted as (
  insert into mt_streams (tenant_id, id, type, version, timestamp, created, is_archived)
  values ($1, $2, $3, 1, $5, $5, false)
  on conflict do nothing
  returning version
)
insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
  correlation_id, causation_id, headers, user_name, is_archived)
select nextval('mt_events_sequence'), $6, $2, g.version, $8, $7, $5, $1, $9, $10, $11, $12, false from granted g
returning seq_id
