using Npgsql;

namespace EventOps.EventStore;

/// <summary>What an error of PostgreSQL means to the store, by SQLSTATE: texts are translated, codes are not.</summary>
internal static class SqlStates
{
    // Npgsql's table of codes lacks it.
    private const string IdleInTransactionSessionTimeout = "25P03";

    /// <summary>The session is gone or the server is going: the fate of what was sent is unknown.</summary>
    /// <remarks>FATAL and PANIC end the session whatever their code: a disk full at the commit is a PANIC.</remarks>
    public static bool ConnectionLost(PostgresException e) =>
        e.InvariantSeverity is "FATAL" or "PANIC"
        || e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.IdleSessionTimeout or IdleInTransactionSessionTimeout
            or PostgresErrorCodes.TooManyConnections;

    /// <summary>
    /// Rolled back for somebody else's sake, or for want of room (class 53) or of a sound disk (58): the same again may succeed.
    /// </summary>
    public static bool WorthRepeating(PostgresException e) => e.SqlState is PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
        || e.SqlState.StartsWith("53", StringComparison.Ordinal) || e.SqlState.StartsWith("58", StringComparison.Ordinal);

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
        // What Npgsql says of a connection that broke while nobody used it: its keepalive noticed.
        InvalidOperationException { Source: "Npgsql" } and not ObjectDisposedException => true,
        _ => false,
    };
}
