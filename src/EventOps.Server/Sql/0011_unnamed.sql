-- When an erasure took the names that somebody worked under out of what is written down of them. A refusal that was noted before,
-- and is written after, must not bring one back.
alter table eventops_erasures add column unnamed timestamptz;
