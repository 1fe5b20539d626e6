using EventOps.EventStore.Schema;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore.Appending;

/// <summary>
/// A lone append of one event without a key: <c>Sql/append_first.sql</c> for a new stream, <c>Sql/append_next.sql</c> for one
/// that is there.
/// </summary>
internal sealed class AppendOneStatement : IAsyncDisposable
{
    private readonly NpgsqlCommand first;
    private readonly NpgsqlCommand next;
    private readonly long[] position = new long[1];

    public AppendOneStatement(NpgsqlConnection connection)
    {
        first = Command("append_first.sql", connection);
        next = Command("append_next.sql", connection);
    }

    public async Task Prepare(CancellationToken ct)
    {
        await first.PrepareAsync(ct);
        await next.PrepareAsync(ct);
    }

    public async ValueTask<ReadOnlyMemory<long>> Run(PendingAppend append)
    {
        var command = append.ExpectedVersion == 0 ? first : next;
        Fill(command.Parameters, append);
        await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
        position[0] = await row.ReadAsync(CancellationToken.None) ? row.GetInt64(0) : 0;
        return position;
    }

    private static NpgsqlCommand Command(string script, NpgsqlConnection connection) =>
        new(SqlScripts.Text(script), connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid },
                new NpgsqlParameter<string?> { NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<long> { NpgsqlDbType = NpgsqlDbType.Bigint },
                new NpgsqlParameter<DateTime> { NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new NpgsqlParameter<Guid> { NpgsqlDbType = NpgsqlDbType.Uuid },
                new NpgsqlParameter<string> { NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<ReadOnlyMemory<byte>> { NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<string?> { NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<string?> { NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<string?> { NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<string?> { NpgsqlDbType = NpgsqlDbType.Varchar },
            },
        };

    private static void Fill(NpgsqlParameterCollection into, PendingAppend append)
    {
        var e = append.Events[0];
        Set(into[0], append.Stream.Tenant);
        Set(into[1], append.Stream.Id);
        Set(into[2], append.StreamType);
        Set(into[3], append.ExpectedVersion);
        Set(into[4], append.At.UtcDateTime);
        Set(into[5], e.Id);
        Set(into[6], e.Type);
        Set(into[7], e.Data);
        Set(into[8], append.Metadata.CorrelationId);
        Set(into[9], append.Metadata.CausationId);
        Set(into[10], append.Headers);
        Set(into[11], append.Metadata.User);
    }

    private static void Set<T>(NpgsqlParameter parameter, T value) => ((NpgsqlParameter<T>)parameter).TypedValue = value;

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await next.DisposeAsync();
    }
}
