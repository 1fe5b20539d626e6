-- Links by which whoever has one reads the drafts of a meetup, by the SHA-256 of their secret.
create table eventops_preview_links (
  hash bytea not null,
  tenant_id varchar not null,
  id uuid not null,
  meetup_id uuid not null,
  created timestamptz not null,
  created_by varchar not null,
  expires timestamptz not null,
  revoked timestamptz,
  last_used timestamptz,
  constraint pk_eventops_preview_links primary key (hash)
);
create unique index ix_eventops_preview_links_meetup on eventops_preview_links (tenant_id, meetup_id, id);
