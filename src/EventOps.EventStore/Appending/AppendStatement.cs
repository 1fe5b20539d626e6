using EventOps.EventStore.Schema;
using Npgsql;
using NpgsqlTypes;

namespace EventOps.EventStore.Appending;

/// <summary>
/// <c>Sql/append.sql</c>: a batch as columns. The lists live as long as the connection, so that a batch allocates next to
/// nothing; they are emptied after each run, or they would keep what is stored in memory.
/// </summary>
internal sealed class AppendStatement : IAsyncDisposable
{
    private readonly NpgsqlCommand command;

    private readonly Column<string> runTenant, keyText, type;
    private readonly Column<string?> runType, correlation, causation, headers, user;
    private readonly Column<Guid> runId, id;
    private readonly Column<long> runExpected, runVersion, keyVersion, version;
    private readonly Column<DateTime> runAt, at;
    private readonly Column<int> keyRun, run;
    private readonly Column<int?> ends;
    private readonly Column<ReadOnlyMemory<byte>> keyHash, keyAnswer, data;
    private long[] positions = [];

    // The order of the declarations below is the order of the parameters in the statement.
    public AppendStatement(NpgsqlConnection connection)
    {
        command = new NpgsqlCommand(SqlScripts.Text("append.sql"), connection);
        runTenant = new(command, NpgsqlDbType.Varchar);
        runId = new(command, NpgsqlDbType.Uuid);
        runType = new(command, NpgsqlDbType.Varchar);
        runExpected = new(command, NpgsqlDbType.Bigint);
        runVersion = new(command, NpgsqlDbType.Bigint);
        runAt = new(command, NpgsqlDbType.TimestampTz);
        keyRun = new(command, NpgsqlDbType.Integer);
        keyVersion = new(command, NpgsqlDbType.Bigint);
        keyText = new(command, NpgsqlDbType.Varchar);
        keyHash = new(command, NpgsqlDbType.Bytea);
        keyAnswer = new(command, NpgsqlDbType.Bytea);
        run = new(command, NpgsqlDbType.Integer);
        version = new(command, NpgsqlDbType.Bigint);
        id = new(command, NpgsqlDbType.Uuid);
        type = new(command, NpgsqlDbType.Varchar);
        data = new(command, NpgsqlDbType.Jsonb);
        at = new(command, NpgsqlDbType.TimestampTz);
        correlation = new(command, NpgsqlDbType.Varchar);
        causation = new(command, NpgsqlDbType.Varchar);
        headers = new(command, NpgsqlDbType.Jsonb);
        user = new(command, NpgsqlDbType.Varchar);
        ends = new(command, NpgsqlDbType.Integer);
    }

    public Task Prepare(CancellationToken ct) => command.PrepareAsync(ct);

    public async ValueTask<ReadOnlyMemory<long>> Run(AppendBatch batch)
    {
        var count = batch.Appends.Count;
        if (positions.Length < count)
            positions = new long[Math.Max(count, 2 * positions.Length)];
        Array.Clear(positions, 0, count);
        try
        {
            Fill(batch);
            await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await rows.ReadAsync(CancellationToken.None))
                positions[rows.GetInt32(0)] = rows.GetInt64(1);
        }
        finally
        {
            foreach (NpgsqlParameter column in command.Parameters)
                ((System.Collections.IList)column.Value!).Clear();
        }

        return positions.AsMemory(0, count);
    }

    private void Fill(AppendBatch batch)
    {
        foreach (var r in batch.Runs)
        {
            runTenant.Add(r.Stream.Tenant);
            runId.Add(r.Stream.Id);
            runType.Add(r.StreamType);
            runExpected.Add(r.Expected);
            runVersion.Add(r.Version);
            runAt.Add(r.At.UtcDateTime);
        }

        for (var i = 0; i < batch.Appends.Count; i++)
            Fill(batch.Appends[i], batch.RunOf(i) + 1, i);
    }

    private void Fill(PendingAppend append, int runNumber, int order)
    {
        if (append.Key is { } key)
        {
            keyRun.Add(runNumber);
            keyVersion.Add(append.Version);
            keyText.Add(key.Key);
            keyHash.Add(key.RequestHash);
            keyAnswer.Add(key.Answer);
        }

        var last = append.Events.Count - 1;
        for (var k = 0; k <= last; k++)
        {
            var e = append.Events[k];
            run.Add(runNumber);
            version.Add(append.ExpectedVersion + k + 1);
            id.Add(e.Id);
            type.Add(e.Type);
            data.Add(e.Data);
            at.Add(append.At.UtcDateTime);
            correlation.Add(append.Metadata.CorrelationId);
            causation.Add(append.Metadata.CausationId);
            headers.Add(append.Headers);
            user.Add(append.Metadata.User);
            ends.Add(k == last ? order : null);
        }
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    /// <summary>One array parameter.</summary>
    private sealed class Column<T>
    {
        private readonly List<T> values = [];

        public Column(NpgsqlCommand command, NpgsqlDbType type) =>
            command.Parameters.Add(new NpgsqlParameter<List<T>> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values });

        public void Add(T value) => values.Add(value);
    }
}
