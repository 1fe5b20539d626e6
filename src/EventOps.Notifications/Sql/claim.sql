-- Takes deliveries that are due: the oldest first, but of one subscription never more than its share, so that ten thousand
-- waiting for a slow one hide nobody else's.
with due as (
  select c.id
  from eventops_subscriptions s
  left join unnest($2::varchar[], $3::uuid[], $4::int[]) as busy (tenant_id, id, n)
    on busy.tenant_id = s.tenant_id and busy.id = s.id
  cross join lateral (
    select d.id, d.due, d.position from eventops_deliveries d
    where d.tenant_id = s.tenant_id and d.subscription_id = s.id and d.state = 'pending' and d.due <= $1
    order by d.due, d.position
    limit greatest($6 - coalesce(busy.n, 0), 0)
  ) c
  where s.state = 'active'
  order by c.due, c.position
  limit $5
),
-- The condition is asked again under the lock: another node may have claimed the row in between.
locked as (
  select d.id from eventops_deliveries d
  where d.id in (select id from due) and d.state = 'pending' and d.due <= $1
  for update skip locked
)
update eventops_deliveries d set claim_id = $7, attempts = d.attempts + 1, due = $8
from locked l, eventops_messages m, eventops_subscriptions s
where d.id = l.id and m.position = d.position and s.tenant_id = d.tenant_id and s.id = d.subscription_id
returning d.id, d.tenant_id, d.subscription_id, d.attempts, m.event_id, m.type, m.body, s.sink, s.version,
  (select count(*)::int from due)
