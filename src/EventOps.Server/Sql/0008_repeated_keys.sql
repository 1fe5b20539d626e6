-- By which requests with an Idempotency-Key a key was made and turned, as hashes: a repeat is answered without another secret.
alter table eventops_keys
  add column asked bytea,
  add column turns bytea[] not null default '{}';
