using EventOps.EventStore.Schema;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore.Appending;

/// <summary>
/// Thousands of events in one transaction, for imports: stream rows first, then the numbers, then the events by COPY. It
/// shares no commit with requests and makes none of them wait, but readers wait at its numbers until it ends.
/// </summary>
internal sealed class BulkAppend(NpgsqlDataSource database, TimeProvider time, Action appended)
{
    private const int Tries = 3;

    private static readonly string Sql = SqlScripts.Text("append_streams.sql");

    private const string Copy =
        "copy mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, " +
        "correlation_id, causation_id, headers, user_name, is_archived) from stdin (format binary)";

    public async Task<AppendManyResult> Run(IReadOnlyList<StreamAppend> appends, AppendMetadata metadata, CancellationToken ct)
    {
        AppendLimits.CheckMany(appends);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Once(appends, metadata, ct);
            }
            catch (Exception e) when (SqlStates.Outage(e) && tries < Tries)
            {
                // Whether it was stored is found out by sending it again: the ids are the caller's.
            }
            catch (Exception e) when (SqlStates.Outage(e))
            {
                throw new StoreUnavailableException(outcomeUnknown: true, e);
            }
            catch (PostgresException e) when (SqlStates.ReadOnly(e))
            {
                database.Clear();
                throw new StoreReadOnlyException(e);
            }
            catch (PostgresException e) when (SqlStates.BadContent(e))
            {
                throw new EventRejectedException(e.SqlState, e);
            }
        }
    }

    private async Task<AppendManyResult> Once(IReadOnlyList<StreamAppend> appends, AppendMetadata metadata, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var moved = await MoveStreams(connection, appends, now, ct);
        if (moved.Count < appends.Count)
        {
            await transaction.RollbackAsync(ct);
            return await FindStored(connection, appends, ct) is { } stored
                ? new AppendManyResult.Appended(stored)
                : new AppendManyResult.Conflict([.. appends.Select(a => a.Stream).Where(s => !moved.Contains(s))]);
        }

        // Drawn after the stream rows were written: the transaction has its id by then, as the hole rule asks.
        var numbers = await Numbers(connection, appends.Sum(a => a.Events.Count), ct);
        await CopyEvents(connection, appends, metadata, numbers, now, ct);
        await transaction.CommitAsync(CancellationToken.None);
        appended();
        return new AppendManyResult.Appended(numbers[^1]);
    }

    /// <summary>Writes the rows of the streams that are at the version expected of them; which these are.</summary>
    private static async Task<HashSet<StreamKey>> MoveStreams(
        NpgsqlConnection connection, IReadOnlyList<StreamAppend> appends, DateTime now, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Varchar, appends.Select(a => a.Stream.Tenant)),
                Array(NpgsqlDbType.Uuid, appends.Select(a => a.Stream.Id)),
                Array(NpgsqlDbType.Varchar, appends.Select(a => a.StreamType)),
                Array(NpgsqlDbType.Bigint, appends.Select(a => a.ExpectedVersion)),
                Array(NpgsqlDbType.Bigint, appends.Select(a => a.Version)),
                new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz, TypedValue = now },
            },
        };
        var moved = new HashSet<StreamKey>(appends.Count);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            moved.Add(new StreamKey(rows.GetString(0), rows.GetGuid(1)));
        return moved;
    }

    private static async Task<long[]> Numbers(NpgsqlConnection connection, int count, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select nextval('mt_events_sequence') from generate_series(1, $1)", connection)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = count } },
        };
        var numbers = new long[count];
        await using var rows = await command.ExecuteReaderAsync(ct);
        for (var i = 0; await rows.ReadAsync(ct); i++)
            numbers[i] = rows.GetInt64(0);
        return numbers;
    }

    private static async Task CopyEvents(
        NpgsqlConnection connection, IReadOnlyList<StreamAppend> appends, AppendMetadata metadata, long[] numbers, DateTime now,
        CancellationToken ct)
    {
        var headers = metadata.HeadersAsJson();
        await using var rows = await connection.BeginBinaryImportAsync(Copy, ct);
        var next = 0;
        foreach (var append in appends)
            for (var k = 0; k < append.Events.Count; k++)
            {
                var e = append.Events[k];
                await rows.StartRowAsync(ct);
                await rows.WriteAsync(numbers[next++], NpgsqlDbType.Bigint, ct);
                await rows.WriteAsync(e.Id, NpgsqlDbType.Uuid, ct);
                await rows.WriteAsync(append.Stream.Id, NpgsqlDbType.Uuid, ct);
                await rows.WriteAsync(append.ExpectedVersion + k + 1, NpgsqlDbType.Bigint, ct);
                await rows.WriteAsync(e.Data, NpgsqlDbType.Jsonb, ct);
                await rows.WriteAsync(e.Type, NpgsqlDbType.Varchar, ct);
                await rows.WriteAsync(now, NpgsqlDbType.TimestampTz, ct);
                await rows.WriteAsync(append.Stream.Tenant, NpgsqlDbType.Varchar, ct);
                await rows.WriteAsync(metadata.CorrelationId, NpgsqlDbType.Varchar, ct);
                await rows.WriteAsync(metadata.CausationId, NpgsqlDbType.Varchar, ct);
                await rows.WriteAsync(headers, NpgsqlDbType.Jsonb, ct);
                await rows.WriteAsync(metadata.User, NpgsqlDbType.Varchar, ct);
                await rows.WriteAsync(false, NpgsqlDbType.Boolean, ct);
            }

        await rows.CompleteAsync(ct);
    }

    /// <summary>The last position, if every event is stored at its version already.</summary>
    private static async Task<long?> FindStored(
        NpgsqlConnection connection, IReadOnlyList<StreamAppend> appends, CancellationToken ct)
    {
        var events = appends
            .SelectMany(a => a.Events.Select((e, k) => (a.Stream, Version: a.ExpectedVersion + k + 1, e.Id))).ToArray();
        await using var query = new NpgsqlCommand("""
            select count(*), max(e.seq_id)
            from unnest($1::varchar[], $2::uuid[], $3::bigint[], $4::uuid[]) as w(tenant_id, stream_id, version, id)
            join mt_events e on e.tenant_id = w.tenant_id and e.stream_id = w.stream_id and e.version = w.version and e.id = w.id
            """, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Varchar, events.Select(e => e.Stream.Tenant)),
                Array(NpgsqlDbType.Uuid, events.Select(e => e.Stream.Id)),
                Array(NpgsqlDbType.Bigint, events.Select(e => e.Version)),
                Array(NpgsqlDbType.Uuid, events.Select(e => e.Id)),
            },
        };
        await using var row = await query.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return row.GetInt64(0) == events.Length ? row.GetInt64(1) : null;
    }

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. values] };
}
