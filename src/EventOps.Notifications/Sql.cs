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

    public static object OrNull<T>(T? value) => value is null ? DBNull.Value : value;

    /// <summary>The database is away, or was just then in the way: worth another try.</summary>
    public static bool Outage(Exception e) => e switch
    {
        // 57P: the server is going or coming.
        PostgresException p => p.IsTransient || p.SqlState.StartsWith("57P", StringComparison.Ordinal),
        _ => e is NpgsqlException or IOException or TimeoutException,
    };
}
