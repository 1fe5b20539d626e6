-- Links of every kind in one table, by the SHA-256 of their secret: those of a talk, by which slides are handed in, and those of a
-- meetup, by which its drafts are read. asked: the hash of the request that made one, by which a repeat of it is known.
create table eventops_secret_links (
  hash bytea not null,
  tenant_id varchar not null,
  id uuid not null,
  meetup_id uuid not null,
  talk_id uuid,
  created timestamptz not null,
  created_by varchar not null,
  expires timestamptz not null,
  revoked timestamptz,
  last_used timestamptz,
  asked bytea,
  constraint pk_eventops_secret_links primary key (hash)
);
create unique index ix_eventops_secret_links_meetup on eventops_secret_links (tenant_id, meetup_id, id);
insert into eventops_secret_links
  (hash, tenant_id, id, meetup_id, talk_id, created, created_by, expires, revoked, last_used, asked)
select hash, tenant_id, id, meetup_id, talk_id, created, created_by, expires, revoked, last_used, asked
from eventops_speaker_links
union all
select hash, tenant_id, id, meetup_id, null, created, created_by, expires, revoked, last_used, asked
from eventops_preview_links;
drop table eventops_speaker_links;
drop table eventops_preview_links;
