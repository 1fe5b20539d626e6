-- By which requests with an Idempotency-Key a link was made, as a hash: a repeat is answered without another secret.
alter table eventops_speaker_links add column asked bytea;
alter table eventops_preview_links add column asked bytea;
