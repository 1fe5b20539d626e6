using Npgsql;

namespace EventOps.EventStore;

/// <summary>What an error of PostgreSQL means to the store, by SQLSTATE: texts are translated, codes are not.</summary>
internal static class SqlStates
{
    // Npgsql's table of codes lacks it.
    private const string IdleInTransactionSessionTimeout = "25P03";

    /// <summary>The session is gone or the server is going: the fate of what was sent is unknown.</summary>
    public static bool ConnectionLost(PostgresException e) =>
        e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.IdleSessionTimeout or IdleInTransactionSessionTimeout
            or PostgresErrorCodes.TooManyConnections;

    /// <summary>Rolled back for somebody else's sake; the same again may succeed.</summary>
    public static bool WorthRepeating(PostgresException e) => e.SqlState is PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable;

    /// <summary>Data that cannot be stored (class 22), or a value that must be unique and is not.</summary>
    public static bool BadContent(PostgresException e) => e.SqlState is PostgresErrorCodes.UniqueViolation
        || e.SqlState.StartsWith("22", StringComparison.Ordinal);

    /// <summary>Class 42: a table, a column or a right is there that should not be, or the other way round.</summary>
    public static bool WrongSchema(PostgresException e) => e.SqlState.StartsWith("42", StringComparison.Ordinal);

    /// <summary>A standby, or a database set read-only: nothing can be written before somebody changes that.</summary>
    public static bool ReadOnly(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>The database is away rather than wrong: wait and connect again.</summary>
    public static bool Outage(Exception e) => e switch
    {
        PostgresException p => ConnectionLost(p) || WorthRepeating(p),
        NpgsqlException or IOException or TimeoutException => true,
        _ => false,
    };
}
