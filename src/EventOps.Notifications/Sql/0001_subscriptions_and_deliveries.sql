-- Whom to tell. Written by the fan-out from the log; a deleted one stays, so that a repeat of the log finds it deleted.
create table eventops_subscriptions (
  tenant_id varchar not null,
  id uuid not null,
  name text not null,
  kind varchar not null,
  sink text not null,
  types text[] not null,
  include_imported boolean not null,
  state varchar not null,
  created_position bigint not null,
  created timestamptz not null,
  deleted_position bigint,
  deleted timestamptz,
  constraint pk_eventops_subscriptions primary key (tenant_id, id)
);

-- Never in the log. Of several, all sign; the highest number is the newest.
create table eventops_subscription_secrets (
  tenant_id varchar not null,
  subscription_id uuid not null,
  number int not null,
  secret text not null,
  created timestamptz not null default now(),
  constraint pk_eventops_subscription_secrets primary key (tenant_id, subscription_id, number)
);

-- What is sent, once per event: a repeat sends these very bytes.
create table eventops_messages (
  position bigint not null,
  event_id uuid not null,
  type varchar not null,
  body bytea not null,
  constraint pk_eventops_messages primary key (position)
);

-- One message to one subscription. state: pending, delivered, dead, disabled. While it is claimed, due is the end of the
-- lease: what a crashed node leaves behind falls due by itself.
create table eventops_deliveries (
  id bigint generated always as identity,
  tenant_id varchar not null,
  subscription_id uuid not null,
  position bigint not null,
  state varchar not null,
  attempts int not null default 0,
  due timestamptz not null,
  claim_id uuid,
  ended timestamptz,
  constraint pk_eventops_deliveries primary key (id),
  constraint uq_eventops_deliveries_subscription unique (tenant_id, subscription_id, position),
  constraint fk_eventops_deliveries_message foreign key (position) references eventops_messages (position)
);
create index ix_eventops_deliveries_due on eventops_deliveries (tenant_id, subscription_id, due, position)
  where state = 'pending';

create table eventops_delivery_attempts (
  delivery_id bigint not null,
  number int not null,
  started timestamptz not null,
  ended timestamptz not null,
  status int,
  error varchar,
  answer bytea not null,
  constraint pk_eventops_delivery_attempts primary key (delivery_id, number),
  constraint fk_eventops_delivery_attempts_delivery foreign key (delivery_id) references eventops_deliveries (id)
);
