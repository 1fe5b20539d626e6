-- append.sql for a lone append of one event to a stream that is there: the same parameters and rules as append_first.sql,
-- whose $3, the stream's type, is not needed.
with granted as (
  update mt_streams set version = version + 1, timestamp = $5
  where tenant_id = $1 and id = $2 and version = $4
  returning version
)
insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id,
  correlation_id, causation_id, headers, user_name, is_archived)
select nextval('mt_events_sequence'), $6, $2, g.version, $8, $7, $5, $1, $9, $10, $11, $12, false from granted g
returning seq_id
