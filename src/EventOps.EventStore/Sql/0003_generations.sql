-- Rows of a projection bear the generation they were made in: a rebuild writes the next one beside the one that is read, and
-- changes eventops_projections.generation when it has caught up.
alter table eventops_rows add column generation int not null default 0;
alter table eventops_rows drop constraint pk_eventops_rows;
alter table eventops_rows add constraint pk_eventops_rows primary key (projection, generation, tenant_id, key);

drop index ix_eventops_rows_position;
create index ix_eventops_rows_position on eventops_rows (projection, generation, position);

-- Only rows with a sort key are ever listed; pages, which are large and change often, need no entry in these two.
drop index ix_eventops_rows_sort_key;
create index ix_eventops_rows_sort_key on eventops_rows (projection, generation, tenant_id, sort_key, key)
  where sort_key is not null;
drop index ix_eventops_rows_terms;
create index ix_eventops_rows_terms on eventops_rows using gin (terms) where sort_key is not null;

-- The usual compression takes longer than all the rest of writing a row. Not every PostgreSQL is built with lz4.
do $$
begin
  alter table eventops_rows alter column data set compression lz4;
exception when feature_not_supported then
  null;
end $$;

-- The number counted rebuilds before; no row bears it.
update eventops_projections set generation = 0;
-- version: of the code that made the rows. Code of another version neither changes them nor counts on their shape.
alter table eventops_projections
  add column version int not null default 1,
  add column failed_type varchar,
  add column failed_tenant varchar,
  add column failed_stream uuid;

-- Rebuilds asked for and not switched to yet. Their checkpoints are in mt_event_progression, as name:Rebuild.
create table eventops_rebuilds (
  name varchar not null,
  generation int not null,
  version int not null,
  state varchar not null,
  failed_position bigint,
  failed_event uuid,
  failed_type varchar,
  failed_tenant varchar,
  failed_stream uuid,
  error text,
  since timestamptz not null,
  constraint pk_eventops_rebuilds primary key (name)
);
