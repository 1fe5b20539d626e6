-- Only who asks for changes says that the position is above 0, and all are. A row that is looked up by its key cannot be
-- looked for in this index, then: in a table that was not analysed yet it seemed as good as the primary key, and each lookup
-- read every row of the projection.
drop index ix_eventops_rows_position;
create index ix_eventops_rows_position on eventops_rows (projection, generation, position) where position > 0;
