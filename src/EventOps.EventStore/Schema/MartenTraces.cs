namespace EventOps.EventStore.Schema;

/// <summary>
/// How a database shows that Marten works in it: the functions that Marten keeps beside the event tables (there before its
/// first event), or, where it may not make functions, its .NET type names on recent events.
/// </summary>
internal static class MartenTraces
{
    public const string Condition = """
        (exists(select from pg_proc p join pg_class c on c.oid = 'mt_events'::regclass and c.relnamespace = p.pronamespace
          where p.proname in ('mt_quick_append_events', 'mt_append_event', 'mt_archive_stream', 'mt_mark_event_progression'))
        or exists(select from (select mt_dotnet_type from mt_events order by seq_id desc limit 1000) recent
          where mt_dotnet_type is not null))
        """;
}
