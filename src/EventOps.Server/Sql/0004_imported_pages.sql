-- What a page said when it was imported last. said: the plan's memory; likeness: what its damaged forms share with it.
create table eventops_imported_pages (
  tenant_id varchar not null,
  meetup_id uuid not null,
  source varchar not null,
  path varchar not null,
  likeness varchar not null,
  page text not null,
  said jsonb not null,
  imported timestamptz not null default now(),
  constraint pk_eventops_imported_pages primary key (tenant_id, meetup_id, source)
);
create index ix_eventops_imported_pages_likeness on eventops_imported_pages (tenant_id, likeness);
