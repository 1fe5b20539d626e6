using System.Globalization;

namespace EventOps.EmbeddedPostgres;

/// <summary>The server's settings file, written at every start beside the data, never into it.</summary>
internal static class ServerSettings
{
    public const string File = "eventops.conf";

    public static string Text(EmbeddedPostgresOptions options, Endpoint endpoint) => string.Create(CultureInfo.InvariantCulture, $"""
        include 'data/postgresql.conf'
        listen_addresses = '{(Endpoint.IsSocket ? "" : endpoint.Host)}'
        unix_socket_directories = '{(Endpoint.IsSocket ? Quoted(endpoint.Host) : "")}'
        unix_socket_permissions = 0700
        port = {endpoint.Port}
        max_connections = {options.MaxConnections}
        max_prepared_transactions = {options.MaxPreparedTransactions}
        fsync = {Switch(options.Durable)}
        full_page_writes = {Switch(options.Durable)}
        timezone = 'UTC'
        log_timezone = 'UTC'
        # Refused appends are everyday life, and statements hold what people typed: neither belongs in a log.
        log_min_messages = log
        log_min_error_statement = panic
        log_checkpoints = off

        """);

    // The value is a list of names inside a string: both have their quotes.
    private static string Quoted(string path) =>
        $"\"{path.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}\"";

    private static string Switch(bool on) => on ? "on" : "off";
}
