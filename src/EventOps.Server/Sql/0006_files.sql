-- Uploaded files of a community by the SHA-256 of their bytes, which lie in the file store.
-- touched: when it was last uploaded, or named by a command; what nobody names is swept some time after that.
create table eventops_files (
  tenant_id varchar not null,
  sha256 varchar not null,
  size bigint not null,
  media_type varchar not null,
  pages integer,
  preview_width integer,
  preview_height integer,
  touched timestamptz not null default now(),
  constraint pk_eventops_files primary key (tenant_id, sha256)
);
create index ix_eventops_files_touched on eventops_files (touched);
