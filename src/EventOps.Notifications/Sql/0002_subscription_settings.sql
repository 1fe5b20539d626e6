-- What a subscription can be told since the first version; the defaults are what its events of old mean.
alter table eventops_subscriptions
  add column version bigint not null default 1,
  add column listens_after bigint,
  add column reason text,
  add column filter jsonb not null default '{}',
  add column language varchar not null default 'zh',
  add column quiet_seconds int not null default 0,
  add column ordered boolean not null default false,
  add column mode varchar not null default 'Structured',
  add column handshake boolean not null default false,
  add column signature varchar not null default 'V1',
  add column header_names text[] not null default '{}',
  add column target jsonb not null default '{}',
  -- The ids of the sealed values that are in force; a secret of old has the empty id.
  add column sealed jsonb not null default '{"signing":[{"secretId":"00000000-0000-0000-0000-000000000000"}]}';
update eventops_subscriptions set listens_after = coalesce(deleted_position, created_position);
alter table eventops_subscriptions alter column listens_after set not null;

-- Addresses, header values and secrets, encrypted. A value is written once, before the event that names its id.
-- The rows of eventops_subscription_secrets, which are plain, are moved here at the start of the server.
create table eventops_sealed_values (
  tenant_id varchar not null,
  subscription_id uuid not null,
  id uuid not null,
  key_id varchar not null,
  sealed bytea not null,
  created timestamptz not null default now(),
  constraint pk_eventops_sealed_values primary key (tenant_id, subscription_id, id)
);
