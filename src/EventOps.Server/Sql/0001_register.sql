-- Which meetup a slug stands for. A row whose meetup was never scheduled is a reservation that came to nothing.
create table eventops_slugs (
  tenant_id varchar not null,
  slug varchar not null,
  meetup_id uuid not null,
  reserved timestamptz not null default now(),
  constraint pk_eventops_slugs primary key (tenant_id, slug)
);

-- API keys by the SHA-256 of the whole key: the key itself is nowhere.
create table eventops_keys (
  hash bytea not null,
  tenant_id varchar not null,
  id uuid not null,
  prefix varchar not null,
  role varchar not null,
  created timestamptz not null default now(),
  revoked timestamptz,
  constraint pk_eventops_keys primary key (hash)
);
