using System.Text;
using Npgsql;

namespace EventOps.Server.Tests.Erasing;

/// <summary>Every value of every table of a database, as text.</summary>
internal static class DatabaseText
{
    /// <summary>The tables and columns that hold one of the words, whatever their type.</summary>
    public static async Task<IReadOnlyList<string>> Find(string connectionString, params string[] words)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var columns = new List<(string Table, string Column, string Type)>();
        await using (var query = database.CreateCommand(
            "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2"))
        await using (var row = await query.ExecuteReaderAsync())
            while (await row.ReadAsync())
                columns.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        var found = new List<string>();
        foreach (var (table, column, type) in columns)
            foreach (var word in words)
                if (await Holds(database, table, column, type, word))
                    found.Add($"{table}.{column}: {word}");
        return found;
    }

    private static async Task<bool> Holds(NpgsqlDataSource database, string table, string column, string type, string word)
    {
        await using var query = database.CreateCommand(type == "bytea"
            ? $"select exists (select from \"{table}\" where position($1::bytea in \"{column}\") > 0)"
            : $"select exists (select from \"{table}\" where position($1::text in \"{column}\"::text) > 0)");
        query.Parameters.AddWithValue(type == "bytea" ? Encoding.UTF8.GetBytes(word) : word);
        return (bool)(await query.ExecuteScalarAsync())!;
    }
}
