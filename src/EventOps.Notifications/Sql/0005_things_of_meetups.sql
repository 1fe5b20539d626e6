-- A thing is named with its meetup: "family:meetup:id" instead of "family:id". Ids of decks, talks and organisers are their
-- clients' to choose, and two meetups may have one with the same.
update eventops_deliveries d
  set thing = split_part(d.thing, ':', 1) || ':' || replace(e.stream_id::text, '-', '') || ':' || split_part(d.thing, ':', 2)
  from mt_events e
  where e.seq_id = d.position and d.thing like '%:%';

update eventops_announced a
  set thing = 'slides:' || replace(e.stream_id::text, '-', '') || ':' || split_part(a.thing, ':', 2)
  from mt_events e
  where e.tenant_id = a.tenant_id and e.type = 'slides_attached' and a.thing like 'slides:%'
    and replace(e.data ->> 'slidesId', '-', '') = split_part(a.thing, ':', 2);
