-- People erased, or being erased. scope: ids only, kept for ever, so that a restored backup can be made to forget again.
-- words: what is to be found in copies; it is personal data, and gone as soon as the work is done.
create table eventops_erasures (
  tenant_id varchar not null,
  id uuid not null,
  reason varchar not null,
  asked_by varchar not null,
  scope jsonb not null,
  words jsonb,
  begun timestamptz not null,
  ended timestamptz,
  constraint pk_eventops_erasures primary key (tenant_id, id)
);
create index ix_eventops_erasures_open on eventops_erasures (begun) where ended is null;
