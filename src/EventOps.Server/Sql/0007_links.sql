-- What the link checker knows of the links to decks and recordings. next: when it looks again.
create table eventops_links (
  tenant_id varchar not null,
  url varchar not null,
  next timestamptz not null default now(),
  checked timestamptz,
  sure boolean not null default false,
  status integer,
  fault varchar,
  failures integer not null default 0,
  failing_since timestamptz,
  constraint pk_eventops_links primary key (tenant_id, url)
);
create index ix_eventops_links_next on eventops_links (next);
