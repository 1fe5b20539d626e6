-- Ends an attempt, if the claim is still ours, and writes it down.
with moved as (
  update eventops_deliveries set state = $3, due = coalesce($4, due), ended = $5, claim_id = null
  where id = $1 and claim_id = $2
  returning id, attempts
)
insert into eventops_delivery_attempts (delivery_id, number, started, ended, status, error, answer)
select id, attempts, $6, $7, $8, $9, $10 from moved
