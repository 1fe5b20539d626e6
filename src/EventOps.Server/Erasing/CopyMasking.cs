using EventOps.EventStore;
using EventOps.Notifications.Messages;
using Npgsql;

namespace EventOps.Server.Erasing;

/// <summary>
/// What was made of a meetup's events and kept: messages, bodies of deliveries, what receivers answered, what repeats of a
/// command are answered, what imported pages said. Messages are made anew of the rewritten events, so that push and pull still say the same.
/// </summary>
internal sealed class CopyMasking(NpgsqlDataSource database, Streams streams, MessageReader messages)
{
    public async Task Run(string community, ErasedAt at, ErasureWords words, CancellationToken ct)
    {
        messages.Forget();
        var events = await streams.Read(new(community, at.MeetupId), 0, ct);
        var made = await messages.Of(events, ct);
        var mask = new JsonMask(at.SpeakerIds.Concat(at.OrganiserIds), words.Names);
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(
            connection,
            "update eventops_messages m set body = made.body from unnest($1::bigint[], $2::bytea[]) made (position, body) " +
            "where m.position = made.position and m.body <> made.body",
            [made.Select(m => m.Position).ToArray(), made.Select(m => m.Body.ToArray()).ToArray()], ct);
        var positions = events.Select(e => e.Position).ToArray();
        await Execute(
            connection,
            "update eventops_delivery_attempts a set answer = ''::bytea from eventops_deliveries d " +
            "where a.delivery_id = d.id and d.position = any($1) and a.answer <> ''::bytea", [positions], ct);
        await Rewrite(
            connection, mask,
            "select ctid::text, body from eventops_delivery_bodies where position = any($1) for update",
            "update eventops_delivery_bodies set body = $2 where ctid = $1::tid", [positions], ct);
        await Rewrite(
            connection, mask,
            "select ctid::text, answer from eventops_idempotency_keys where tenant_id = $1 and stream_id = $2 for update",
            "update eventops_idempotency_keys set answer = $2 where ctid = $1::tid", [community, at.MeetupId], ct);
        // A page names whom it likes: what was remembered of it goes as a whole.
        await Execute(connection, "delete from eventops_imported_pages where tenant_id = $1 and meetup_id = $2", [community, at.MeetupId], ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task Rewrite(
        NpgsqlConnection connection, JsonMask mask, string select, string update, object[] values, CancellationToken ct)
    {
        var changed = new List<(string Row, byte[] Json)>();
        await using (var query = Command(connection, select, values))
        await using (var row = await query.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
                if (mask.Masked(row.GetFieldValue<byte[]>(1)) is { } json)
                    changed.Add((row.GetString(0), json));
        }

        foreach (var (place, json) in changed)
            await Execute(connection, update, [place, json], ct);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, object[] values, CancellationToken ct)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
