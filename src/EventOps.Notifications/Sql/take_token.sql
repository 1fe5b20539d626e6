-- Takes a token from both buckets of a robot, or says how long until there is one. $2, $4: the time that one token takes to
-- come back; $3, $5: how far ahead of now a bucket may be and still give one. Only the row under its lock and the database's
-- clock decide, so that nodes need not agree on the time.
with taken as (
  insert into eventops_robot_rates as r (robot, slow, fast) values ($1, clock_timestamp() + $2, clock_timestamp() + $4)
  on conflict (robot) do update set
    slow = greatest(r.slow, clock_timestamp()) + $2, fast = greatest(r.fast, clock_timestamp()) + $4
    where r.slow <= clock_timestamp() + $3 and r.fast <= clock_timestamp() + $5
  returning 1
)
select case when not exists (select from taken) then greatest(
  (select greatest(r.slow - $3, r.fast - $5) - clock_timestamp() from eventops_robot_rates r where r.robot = $1),
  interval '100 milliseconds') end
