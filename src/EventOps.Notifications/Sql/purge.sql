-- Removes some deliveries that ended long ago, with what hangs on them. One that still waits is never old.
-- $1 before when, $2 how many
with old as (
  select id, tenant_id, subscription_id, position, thing, state from eventops_deliveries
  where ended < $1 and state <> 'pending' limit $2
),
-- A deck may be taken back years later: then whoever was told of it is told.
announced as (
  insert into eventops_announced (tenant_id, subscription_id, thing)
  select distinct tenant_id, subscription_id, thing from old where state = 'delivered' and thing like 'slides:%'
  on conflict do nothing
),
attempts as (
  delete from eventops_delivery_attempts a using old where a.delivery_id = old.id
),
bodies as (
  delete from eventops_delivery_bodies b using old
  where b.tenant_id = old.tenant_id and b.subscription_id = old.subscription_id and b.position = old.position
),
gone as (
  delete from eventops_deliveries d using old where d.id = old.id
)
select count(*)::int, coalesce(min(position), 0), coalesce(max(position), 0) from old
