-- What a key may do, until when, and when it was last seen. An operator's key belongs to no community: tenant_id is empty.
alter table eventops_keys
  add column name varchar,
  add column rights varchar[],
  add column talks uuid[],
  add column created_by varchar,
  add column expires timestamptz,
  add column last_used timestamptz;
create unique index ix_eventops_keys_id on eventops_keys (tenant_id, id);

-- Links by which a speaker hands in slides for one talk, by the SHA-256 of their secret.
create table eventops_speaker_links (
  hash bytea not null,
  tenant_id varchar not null,
  id uuid not null,
  meetup_id uuid not null,
  talk_id uuid not null,
  created timestamptz not null,
  created_by varchar not null,
  expires timestamptz not null,
  revoked timestamptz,
  last_used timestamptz,
  constraint pk_eventops_speaker_links primary key (hash)
);
create unique index ix_eventops_speaker_links_talk on eventops_speaker_links (tenant_id, meetup_id, talk_id, id);

-- Refused attempts, equal ones of one moment together; no secret, and of an address only its network.
create table eventops_refusals (
  id bigint generated always as identity,
  tenant_id varchar not null,
  at timestamptz not null,
  status int not null,
  code varchar not null,
  method varchar not null,
  route varchar not null,
  who varchar not null,
  network varchar not null,
  times int not null,
  constraint pk_eventops_refusals primary key (id)
);
create index ix_eventops_refusals_tenant on eventops_refusals (tenant_id, id);
create index ix_eventops_refusals_at on eventops_refusals (at);
