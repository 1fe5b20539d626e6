-- Takes deliveries that are due. Lanes first: only those with something due are looked into, and of each never more than its
-- share, so that ten thousand waiting for one sink hide nobody else's. A sink that failed last time is asked one at a time,
-- and all such together get a part of the places: those that answer never wait for those that hang.
-- $1 now, $2 $3 $4 who is under way here and how often, $5 places, $6 share of a lane, $7 claim, $8 end of the lease,
-- $9 places for failing lanes
with busy as (
  select * from unnest($2::varchar[], $3::uuid[], $4::int[]) as b (tenant_id, subscription_id, n)
),
healthy as (
  select l.tenant_id, l.subscription_id, l.ordered, l.revision, case when l.ordered then 1 else $6 end as share
  from eventops_lanes l
  where l.open and l.failing_since is null and l.next_due <= $1 and not exists (
    select from busy b where b.tenant_id = l.tenant_id and b.subscription_id = l.subscription_id
      and (l.ordered or b.n >= $6))
  order by l.next_due limit $5
  for update of l skip locked
),
failing as (
  select l.tenant_id, l.subscription_id, l.ordered, l.revision, 1 as share
  from eventops_lanes l
  where l.open and l.failing_since is not null and l.next_due <= $1 and not exists (
    select from busy b where b.tenant_id = l.tenant_id and b.subscription_id = l.subscription_id)
  order by l.next_due limit $9
  for update of l skip locked
),
lanes as (
  select * from healthy union all select * from failing
),
candidates as (
  select c.id
  from lanes l
  left join busy b on b.tenant_id = l.tenant_id and b.subscription_id = l.subscription_id
  cross join lateral (
    (select d.id, d.due, d.position from eventops_deliveries d
     where not l.ordered and d.tenant_id = l.tenant_id and d.subscription_id = l.subscription_id
       and d.state = 'pending' and d.due <= $1
     order by d.due, d.position limit greatest(l.share - coalesce(b.n, 0), 0))
    union all
    -- In order only the head may go; while it waits for another try, all behind it wait.
    (select h.id, h.due, h.position from (
       select d.id, d.due, d.position from eventops_deliveries d
       where l.ordered and d.tenant_id = l.tenant_id and d.subscription_id = l.subscription_id and d.state = 'pending'
       order by d.position limit 1) h
     where h.due <= $1)
  ) c
  order by c.due, c.position limit $5
),
-- By key alone, and what it is now asked of the row under its lock, for a merge may have taken it in between: an index by due
-- would be gone through for all that waits.
locked as (
  select k.id from candidates c cross join lateral (
    select d.id, d.state, d.due from eventops_deliveries d where d.id = c.id limit 1 for update skip locked) k
  where k.state = 'pending' and k.due <= $1
),
taken as (
  update eventops_deliveries d set claim_id = $7, attempts = d.attempts + 1, due = $8
  from locked k where d.id = k.id
  returning d.id, d.tenant_id, d.subscription_id, d.position, d.attempts, d.earlier
),
-- Before anything is sent: after a crash the log says that nobody knows how it went.
begun as (
  insert into eventops_delivery_attempts (delivery_id, number, started, answer)
  select t.id, t.attempts, $1, ''::bytea from taken t
),
-- The rows were looked at as of the beginning of this statement, the lane as of its lock. If it changed in between, somebody
-- put something into it that was not seen: it stays due.
moved as (
  update eventops_lanes l set
    revision = l.revision + 1,
    next_due = case when p.revision <> seen.revision then $1 else greatest(l.held_until, case
      when not l.ordered then least(
        (select d.due from eventops_deliveries d
         where d.tenant_id = p.tenant_id and d.subscription_id = p.subscription_id and d.state = 'pending'
           and d.id <> all (array(select t.id from taken t))
         order by d.due limit 1),
        (select $8 from taken t where t.tenant_id = p.tenant_id and t.subscription_id = p.subscription_id limit 1))
      else coalesce(
        (select $8 from taken t where t.tenant_id = p.tenant_id and t.subscription_id = p.subscription_id limit 1),
        (select d.due from eventops_deliveries d
         where d.tenant_id = p.tenant_id and d.subscription_id = p.subscription_id and d.state = 'pending'
         order by d.position limit 1))
      end) end
  from lanes p
  join eventops_lanes seen on seen.tenant_id = p.tenant_id and seen.subscription_id = p.subscription_id
  where l.tenant_id = p.tenant_id and l.subscription_id = p.subscription_id
  returning l.tenant_id, l.subscription_id, l.failing_since is not null as failing, l.ordered or l.next_due <= $1 as backlog
)
select (select count(*)::int from lanes), (select count(*)::int from candidates),
  t.id, t.tenant_id, t.subscription_id, t.position, t.attempts, t.attempts - t.earlier,
  m.event_id, coalesce(b.type, m.type), coalesce(b.body, m.body), b.body is not null, s.kind, s.sink, s.version,
  l.failing, l.backlog
from (select) one
left join (taken t
  join eventops_messages m on m.position = t.position
  join moved l on l.tenant_id = t.tenant_id and l.subscription_id = t.subscription_id
  join eventops_subscriptions s on s.tenant_id = t.tenant_id and s.id = t.subscription_id
  left join eventops_delivery_bodies b
    on b.tenant_id = t.tenant_id and b.subscription_id = t.subscription_id and b.position = t.position) on true
