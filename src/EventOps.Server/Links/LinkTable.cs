using Npgsql;

namespace EventOps.Server.Links;

/// <summary>What is known of one link.</summary>
internal sealed record KnownLink(
    string Community, string Url, DateTimeOffset? Checked, bool IsSure, int? Status, string? Fault, int Failures, DateTimeOffset? FailingSince)
{
    public LinkState State(int deadAfter) => this switch
    {
        { Checked: null } => LinkState.Unchecked,
        { Failures: var failures } when failures >= deadAfter => LinkState.Dead,
        { Failures: > 0 } => LinkState.Failing,
        { IsSure: false } => LinkState.Unsure,
        _ => LinkState.Alive,
    };
}

/// <summary>What the checker remembers. It is no fact about a meetup: it comes from outside, and it comes again tomorrow.</summary>
internal sealed class LinkTable(NpgsqlDataSource database)
{
    private const string Columns = "tenant_id, url, checked, sure, status, fault, failures, failing_since";

    /// <summary>Makes the table hold exactly these links of the community; what is known of them stays.</summary>
    public async Task Keep(string community, IReadOnlyCollection<string> urls, CancellationToken ct)
    {
        await using var command = database.CreateCommand("""
            with gone as (delete from eventops_links where tenant_id = $1 and not (url = any ($2)))
            insert into eventops_links (tenant_id, url) select $1, unnest($2) on conflict do nothing
            """);
        command.Parameters.Add(new() { Value = community });
        command.Parameters.Add(new() { Value = urls.ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Every community that has meetups.</summary>
    public async Task<IReadOnlyList<string>> Communities(CancellationToken ct)
    {
        await using var command = database.CreateCommand("select distinct tenant_id from eventops_slugs order by 1");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var names = new List<string>();
        while (await reader.ReadAsync(ct))
            names.Add(reader.GetString(0));
        return names;
    }

    public Task<IReadOnlyList<KnownLink>> Due(DateTimeOffset now, int most, CancellationToken ct) =>
        Read($"select {Columns} from eventops_links where next <= $1 order by next limit {most}", now.ToUniversalTime(), ct);

    public Task<IReadOnlyList<KnownLink>> Of(string community, CancellationToken ct) =>
        Read($"select {Columns} from eventops_links where tenant_id = $1 order by url", community, ct);

    public async Task<KnownLink?> Note(KnownLink link, LinkLook look, DateTimeOffset now, DateTimeOffset next, CancellationToken ct)
    {
        var failures = look.IsAlive ? 0 : look.IsSure ? link.Failures + 1 : link.Failures;
        var noted = link with
        {
            Checked = now,
            IsSure = look.IsSure,
            Status = look.Status,
            Fault = look.Fault,
            Failures = failures,
            FailingSince = failures == 0 ? null : link.FailingSince ?? now,
        };
        await using var command = database.CreateCommand("""
            update eventops_links set checked = $3, next = $4, sure = $5, status = $6, fault = $7, failures = $8, failing_since = $9
            where tenant_id = $1 and url = $2
            """);
        foreach (var value in (object?[])[
            link.Community, link.Url, now.ToUniversalTime(), next.ToUniversalTime(), noted.IsSure, (object?)noted.Status ?? DBNull.Value,
            (object?)noted.Fault ?? DBNull.Value, noted.Failures, (object?)noted.FailingSince?.ToUniversalTime() ?? DBNull.Value])
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(ct) > 0 ? noted : null;
    }

    private async Task<IReadOnlyList<KnownLink>> Read(string sql, object parameter, CancellationToken ct)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = parameter });
        await using var row = await command.ExecuteReaderAsync(ct);
        var found = new List<KnownLink>();
        while (await row.ReadAsync(ct))
        {
            found.Add(new(
                row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3),
                row.IsDBNull(4) ? null : row.GetInt32(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6),
                row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)));
        }

        return found;
    }
}
