using System.Text.RegularExpressions;
using Npgsql;

namespace EventOps.EventStore.Schema;

/// <summary>
/// Holds a database against the scripts that were applied to it. The scripts run in one transaction, but a restore of some
/// tables only, or a Marten that was set up without what EventOps stores, leaves a schema that fails much later.
/// </summary>
internal static partial class SchemaCheck
{
    public static async Task Verify(NpgsqlConnection connection, ScriptSet set, CancellationToken ct)
    {
        var found = await Found(connection, ct);
        var tables = Tables(set);
        var gone = tables.Keys.Where(table => !found.Contains(table)).Order(StringComparer.Ordinal).ToArray();
        if (gone.Length > 0)
            throw new SchemaUnfitException(
                $"The database is incomplete: of '{set.Name}' {Named("table", gone)} missing, though the scripts that make them were " +
                "applied. Restore the whole database, or use an empty one.");
        foreach (var (table, columns) in tables)
            if (columns.Where(column => !found.Contains($"{table}.{column}")).ToArray() is { Length: > 0 } lacking)
                throw new SchemaUnfitException(
                    $"The table {table} is not as EventOps needs it: {Named("column", lacking)} missing. Where Marten made it, " +
                    "switch on conjoined tenancy and the metadata for correlation, causation, headers and user name.");
    }

    private static string Named(string noun, string[] names) =>
        names is [var one] ? $"the {noun} {one} is" : $"the {noun}s {string.Join(", ", names)} are";

    /// <summary>
    /// The tables that a set's scripts leave behind. Only those that may have been there before, made by somebody else, come
    /// with their columns: later scripts change the others.
    /// </summary>
    private static Dictionary<string, string[]> Tables(ScriptSet set)
    {
        var tables = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var script in set.Scripts)
        {
            foreach (Match made in Create().Matches(script.Sql))
                tables[made.Groups["table"].Value] = made.Groups["shared"].Success
                    ? [.. Column().Matches(made.Groups["body"].Value).Select(line => line.Groups["name"].Value)
                        .Where(name => name is not ("constraint" or "primary"))]
                    : [];
            foreach (Match dropped in Drop().Matches(script.Sql))
                tables.Remove(dropped.Groups["table"].Value);
        }

        return tables;
    }

    /// <summary>Every table and every column, as <c>table.column</c>, that an unqualified name finds.</summary>
    private static async Task<HashSet<string>> Found(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand("""
            select c.relname || coalesce('.' || a.attname, '')
            from pg_class c
            left join lateral (select attname from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
              union all select null) a on true
            where c.relkind in ('r', 'p') and pg_table_is_visible(c.oid) and c.relnamespace <> 'pg_catalog'::regnamespace
            """, connection);
        var found = new HashSet<string>(StringComparer.Ordinal);
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            found.Add(rows.GetString(0));
        return found;
    }

    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"^create (unlogged )?table (?<shared>if not exists )?(?<table>\w+) \((?<body>.*?)^\)", Lines | RegexOptions.Singleline)]
    private static partial Regex Create();

    [GeneratedRegex(@"^drop table (if exists )?(?<table>\w+)", Lines)]
    private static partial Regex Drop();

    [GeneratedRegex(@"^  (?<name>\w+) ", Lines)]
    private static partial Regex Column();
}
