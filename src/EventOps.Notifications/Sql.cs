using Npgsql;

namespace EventOps.Notifications;

/// <summary>The SQL texts that are embedded beside the code, and what its errors mean.</summary>
internal static class Sql
{
    public static string Text(string name)
    {
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream($"EventOps.Notifications.Sql.{name}")
            ?? throw new InvalidOperationException($"No embedded script {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A statement of a batch, its parameters in their order.</summary>
    public static NpgsqlBatchCommand Command(string sql, params IEnumerable<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    public static object OrNull<T>(T? value) => value is null ? DBNull.Value : value;

    /// <summary>The database is away, or was just then in the way: worth another try.</summary>
    public static bool Outage(Exception e) => e switch
    {
        // 57P: the server is going or coming.
        PostgresException p => p.IsTransient || p.SqlState.StartsWith("57P", StringComparison.Ordinal),
        _ => e is NpgsqlException or IOException or TimeoutException,
    };
}
