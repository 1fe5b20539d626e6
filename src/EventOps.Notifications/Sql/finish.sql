-- Ends attempts: each delivery moves only if the claim is still the one that was sent under. The attempt's own line is
-- written in any case: it was this one's. Deliveries before lanes, lanes in order: everybody locks that way round.
with ended as (
  select * from unnest(
    $1::bigint[], $2::uuid[], $3::int[], $4::varchar[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::int[],
    $9::varchar[], $10::bytea[], $11::timestamptz[], $12::varchar[])
    as e (id, claim_id, number, state, due, started, ended, status, error, answer, hold, advice)
),
logged as (
  update eventops_delivery_attempts a
  set started = e.started, ended = e.ended, status = e.status, error = e.error, answer = e.answer, advice = e.advice
  from ended e where a.delivery_id = e.id and a.number = e.number and a.ended is null and e.error is distinct from 'Waiting'
),
-- Nothing was sent, so there was no attempt: its number is free again.
unsent as (
  delete from eventops_delivery_attempts a
  using ended e where a.delivery_id = e.id and a.number = e.number and a.ended is null and e.error = 'Waiting'
),
moved as (
  update eventops_deliveries d
  set state = e.state, due = coalesce(e.due, d.due), ended = case when e.state <> 'pending' then e.ended end, claim_id = null,
    attempts = d.attempts - case when e.error = 'Waiting' then 1 else 0 end
  from ended e where d.id = e.id and d.claim_id = e.claim_id
  returning d.id, d.tenant_id, d.subscription_id, e.state, e.due, e.ended, e.error, e.hold
),
news as (
  select tenant_id, subscription_id, min(due) as retry, min(ended) as first_end, max(hold) as hold,
    min(ended) filter (where error <> 'Waiting') as failed, max(ended) filter (where error <> 'Waiting') as last_failed,
    max(ended) filter (where error is null) as taken
  from moved group by tenant_id, subscription_id
),
locked as (
  select n.* from news n join eventops_lanes l using (tenant_id, subscription_id)
  order by l.tenant_id, l.subscription_id
  for update of l
),
told as (
  update eventops_lanes l set
    revision = l.revision + 1,
    failing_since = case
      when n.taken is null and n.last_failed is null then l.failing_since
      when n.taken >= n.last_failed or n.last_failed is null then null
      when n.taken is not null then n.last_failed
      else coalesce(l.failing_since, n.failed) end,
    held_until = greatest(l.held_until, n.hold),
    -- In an ordered lane whatever ended made room for the next, whose time is not known here.
    next_due = greatest(
      least(l.next_due, n.retry, case when l.ordered then n.first_end end), l.held_until, n.hold)
  from locked n
  where l.tenant_id = n.tenant_id and l.subscription_id = n.subscription_id
  returning l.tenant_id, l.subscription_id, l.failing_since
)
select m.id, t.failing_since from moved m join told t using (tenant_id, subscription_id)
