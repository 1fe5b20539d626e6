using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using Npgsql;

namespace EventOps.Notifications.Subscriptions;

/// <summary>Reads the subscriptions; a change appears when the fan-out has come to it, some milliseconds later.</summary>
public sealed class Subscribers(NpgsqlDataSource database)
{
    private const string Columns =
        "select tenant_id, id, version, state, reason, kind, sink, signature, name, types, include_imported, filter, language, " +
        "quiet_seconds, ordered, mode, handshake, header_names, target, sealed, created_position, listens_after, created " +
        "from eventops_subscriptions ";

    /// <summary>The subscriptions of a community that are not deleted, the oldest first.</summary>
    /// <param name="afterPosition">Those created after this position.</param>
    public async Task<IReadOnlyList<Subscriber>> List(
        string tenant, CancellationToken ct, long afterPosition = 0, int limit = int.MaxValue)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await Read(
            connection, "where tenant_id = $1 and state <> 'deleted' and created_position > $2 order by created_position limit $3",
            [tenant, afterPosition, limit], ct);
    }

    /// <summary>One subscription, deleted or not; null when the fan-out has not come to it.</summary>
    public async Task<Subscriber?> Find(string tenant, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return (await Read(connection, "where tenant_id = $1 and id = $2", [tenant, id], ct)).SingleOrDefault();
    }

    /// <summary>Asks for those of some communities that are not deleted.</summary>
    internal static NpgsqlBatchCommand OfTenants(string[] tenants) => Sql.Command(
        Columns + "where tenant_id = any($1) and state <> 'deleted' order by created_position", [tenants]);

    /// <summary>What was asked for, from the rows that a reader stands before.</summary>
    internal static async Task<List<Subscriber>> Read(NpgsqlDataReader row, CancellationToken ct)
    {
        var found = new List<Subscriber>();
        while (await row.ReadAsync(ct))
            found.Add(Of(row));
        return found;
    }

    private static async Task<List<Subscriber>> Read(
        NpgsqlConnection connection, string which, object[] parameters, CancellationToken ct)
    {
        await using var query = new NpgsqlCommand(Columns + which, connection);
        foreach (var value in parameters)
            query.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var row = await query.ExecuteReaderAsync(ct);
        return await Read(row, ct);
    }

    private static Subscriber Of(NpgsqlDataReader row) => new()
    {
        Tenant = row.GetString(0), Id = row.GetGuid(1), Version = row.GetInt64(2),
        Status = Enum.Parse<SubscriptionStatus>(row.GetString(3), ignoreCase: true),
        Reason = row.IsDBNull(4) ? null : row.GetString(4), Kind = Enum.Parse<SubscriptionKind>(row.GetString(5)),
        Sink = row.GetString(6), Signature = Enum.Parse<SignatureScheme>(row.GetString(7)), Settings = SettingsOf(row),
        Sealed = Json<SealedValues>(row, 19), CreatedPosition = row.GetInt64(20), ListensAfter = row.GetInt64(21),
        Created = row.GetFieldValue<DateTimeOffset>(22),
    };

    private static SubscriptionSettings SettingsOf(NpgsqlDataReader row) => new(
        row.GetString(8), [.. row.GetFieldValue<string[]>(9)], row.GetBoolean(10), Json<SubscriptionFilter>(row, 11),
        row.GetString(12), row.GetInt32(13), row.GetBoolean(14), Enum.Parse<DeliveryMode>(row.GetString(15)), row.GetBoolean(16),
        [.. row.GetFieldValue<string[]>(17)], Json<SubscriptionTarget>(row, 18));

    private static T Json<T>(NpgsqlDataReader row, int column) =>
        JsonSerializer.Deserialize<T>(row.GetString(column), DomainJson.Options)!;
}
