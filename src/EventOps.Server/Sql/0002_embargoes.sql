-- Scheduled slides and the moment at which they come out; no moment while nobody knows it. cause: the slides_scheduled event.
create table eventops_embargoes (
  tenant_id varchar not null,
  meetup_id uuid not null,
  slides_id uuid not null,
  due timestamptz,
  cause uuid not null,
  correlation_id varchar,
  constraint pk_eventops_embargoes primary key (tenant_id, meetup_id, slides_id)
);
create index ix_eventops_embargoes_due on eventops_embargoes (due) where due is not null;
