-- Keys of commands already answered. The position is not here: (tenant, stream, version) finds it in mt_events.
create table eventops_idempotency_keys (
  tenant_id varchar not null,
  key varchar not null,
  request_hash bytea not null,
  stream_id uuid not null,
  version bigint not null,
  answer bytea not null,
  created timestamptz not null,
  constraint pk_eventops_idempotency_keys primary key (tenant_id, key)
);
create index ix_eventops_idempotency_keys_created on eventops_idempotency_keys (created);

-- Rows of all row projections. Text is ordered by bytes (collate "C"), so that every cluster pages alike. data is json, not
-- jsonb: the bytes written are the bytes served. A removed row stays with null data, or other nodes could not hear of it.
create table eventops_rows (
  projection varchar not null,
  tenant_id varchar not null,
  key text collate "C" not null,
  position bigint not null,
  data json,
  sort_key text collate "C",
  terms text[] not null default '{}',
  search text not null default '',
  constraint pk_eventops_rows primary key (projection, tenant_id, key)
);
create index ix_eventops_rows_sort_key on eventops_rows (projection, tenant_id, sort_key, key);
create index ix_eventops_rows_terms on eventops_rows using gin (terms);
create index ix_eventops_rows_position on eventops_rows (projection, position);

-- What mt_event_progression has no room for. The checkpoint stays there, under Marten's shard name.
create table eventops_projections (
  name varchar not null,
  generation int not null default 0,
  state varchar not null,
  failed_position bigint,
  failed_event uuid,
  error text,
  since timestamptz not null,
  constraint pk_eventops_projections primary key (name)
);
