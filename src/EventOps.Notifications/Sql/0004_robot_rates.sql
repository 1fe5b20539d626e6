-- How much each robot still bears, for all nodes together. Kept as the moment at which its bucket is full again, which needs
-- no refilling and survives a restart. robot: a hash, for a robot's address is its secret. slow and fast: of two buckets.
create table eventops_robot_rates (
  robot bytea not null,
  slow timestamptz not null,
  fast timestamptz not null,
  constraint pk_eventops_robot_rates primary key (robot)
);
create index ix_eventops_robot_rates_slow on eventops_robot_rates (slow);

-- What the owner should do about a failed attempt.
alter table eventops_delivery_attempts add column advice varchar;
