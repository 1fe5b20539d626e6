-- The way to one subscription: what a dispatcher asks before it looks at any delivery. Beside eventops_subscriptions, because
-- it changes with every attempt. next_due: nothing that waits falls due before it; null: nothing waits. It may be too early,
-- which costs one look, never too late. held_until: the sink asked to be left alone. revision: counts every change, so that
-- a claim that looked at an older picture notices.
create table eventops_lanes (
  tenant_id varchar not null,
  subscription_id uuid not null,
  open boolean not null,
  ordered boolean not null,
  next_due timestamptz,
  held_until timestamptz,
  failing_since timestamptz,
  revision bigint not null default 0,
  constraint pk_eventops_lanes primary key (tenant_id, subscription_id)
);
create index ix_eventops_lanes_healthy on eventops_lanes (next_due) where open and failing_since is null;
create index ix_eventops_lanes_failing on eventops_lanes (next_due) where open and failing_since is not null;
insert into eventops_lanes (tenant_id, subscription_id, open, ordered, next_due)
select s.tenant_id, s.id, s.state = 'active', s.ordered, s.created from eventops_subscriptions s;

-- How far the log has been told. Survives a rebuild: what was told, paused or replayed once is not done again.
create table eventops_fan_out (
  one boolean not null default true,
  position bigint not null,
  constraint pk_eventops_fan_out primary key (one),
  constraint ck_eventops_fan_out check (one)
);
insert into eventops_fan_out (position)
select coalesce(max(last_seq_id), 0) from mt_event_progression where name = 'notifications:All';

-- state: pending, delivered, dead, disabled, merged. earlier: attempts of rounds before a replay. thing: what the fact is
-- about, for those that may be merged. since: the first position that went into this one; facts: how many did.
-- merged_into: the position of the delivery that says it; null: nothing is left to say.
-- latest: when a thing that never rests is told all the same.
alter table eventops_deliveries
  add column earlier int not null default 0,
  add column thing varchar,
  add column since bigint,
  add column facts int not null default 1,
  add column merged_into bigint,
  add column latest timestamptz,
  -- Looking for the deliveries of a message would need an index of its own on the busiest table; the purge looks first.
  drop constraint fk_eventops_deliveries_message;
create index ix_eventops_deliveries_head on eventops_deliveries (tenant_id, subscription_id, position)
  where state = 'pending';
create index ix_eventops_deliveries_thing on eventops_deliveries (tenant_id, subscription_id, thing, position)
  where thing is not null;
create index ix_eventops_deliveries_failed on eventops_deliveries (tenant_id, subscription_id, position)
  where state in ('dead', 'disabled');
-- Both grow with the table, so a few pages of index tell the purge where to look.
create index ix_eventops_deliveries_ended on eventops_deliveries using brin (ended) with (autosummarize = on);
create index ix_eventops_deliveries_position on eventops_deliveries using brin (position)
  with (autosummarize = on);

-- A body of one delivery's own, where several facts became one message or a site is told of its pages. Made once.
create table eventops_delivery_bodies (
  tenant_id varchar not null,
  subscription_id uuid not null,
  position bigint not null,
  type varchar not null,
  body bytea not null,
  constraint pk_eventops_delivery_bodies primary key (tenant_id, subscription_id, position)
);

-- Decks that a subscription was told of, kept when the purge takes the delivery: a withdrawal goes to whoever was told.
create table eventops_announced (
  tenant_id varchar not null,
  subscription_id uuid not null,
  thing varchar not null,
  constraint pk_eventops_announced primary key (tenant_id, subscription_id, thing)
);

-- The pages of a site as its last delivered call left them, and as the call under way will.
create table eventops_site_pages (
  tenant_id varchar not null,
  subscription_id uuid not null,
  path varchar not null,
  sha256 bytea not null,
  constraint pk_eventops_site_pages primary key (tenant_id, subscription_id, path)
);
create table eventops_site_calls (
  tenant_id varchar not null,
  subscription_id uuid not null,
  position bigint not null,
  paths varchar[] not null,
  hashes bytea[] not null,
  constraint pk_eventops_site_calls primary key (tenant_id, subscription_id, position)
);

-- Written when an attempt begins; one that never ended here ended nobody knows how.
alter table eventops_delivery_attempts alter column ended drop not null;
