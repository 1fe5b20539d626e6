-- How many requests of its meetup hold a name just now: only the last of them may give it back.
alter table eventops_slugs add column claims integer not null default 1;
