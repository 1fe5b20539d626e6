using System.Net;
using System.Threading.Channels;
using Npgsql;

namespace EventOps.Server.Access;

/// <summary>An attempt that was refused: by whom, of what, when; no secret in it, and of an address only its network.</summary>
/// <param name="Community">Whose doors it was; empty for what belongs to none.</param>
/// <param name="Route">The address as the server knows it, with names in place of what was in it.</param>
/// <param name="Who">The name in the log, or <c>public</c>.</param>
internal sealed record Refused(string Community, int Status, string Code, string Method, string Route, string Who, string Network);

/// <summary>
/// Writes refused attempts down: asynchronously, equal ones of one moment as one row, and bounded, so that a flood of them
/// costs the database no more than a trickle. What finds no room is counted and said.
/// </summary>
internal sealed partial class Refusals(NpgsqlDataSource database, TimeProvider time, ILogger<Refusals> logger) : BackgroundService
{
    private const int MostWaiting = 4_096;
    private const int MostRows = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // Whoever writes refused attempts shares it; an erasure has it for itself while it takes names out of them.
    internal const string Lock = "(hashtextextended('eventops_refusals', 0))";

    // A node may go on for ten seconds with a name that a key had; this is longer.
    private const string Hearsay = "interval '15 seconds'";

    private readonly Channel<(Refused What, long At)> waiting = Channel.CreateBounded<(Refused, long)>(MostWaiting);
    private long lost;

    /// <summary>Never waits and never fails.</summary>
    /// <param name="community">One that exists, or empty: a table that strangers fill with names of theirs would have no bounds.</param>
    public void Note(HttpContext context, string community, int status, string code, string who)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
        if (!waiting.Writer.TryWrite((new(community, status, code, context.Request.Method, route, who, NetworkOf(context)), time.GetTimestamp())))
            Interlocked.Increment(ref lost);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                await Write(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what waits was refused all the same.
        }
    }

    private async Task Write(CancellationToken ct)
    {
        var counts = new Dictionary<Refused, (int Times, long First)>();
        while (counts.Count < MostWaiting && waiting.Reader.TryRead(out var refused))
            counts[refused.What] = counts.TryGetValue(refused.What, out var known) ? (known.Times + 1, known.First) : (1, refused.At);
        if (Interlocked.Exchange(ref lost, 0) is > 0 and var uncounted)
            Lost(logger, uncounted);
        try
        {
            await Insert(counts, ct);
            await Forget(counts.Keys.Select(refused => refused.Community).Distinct().ToArray(), ct);
        }
        catch (NpgsqlException)
        {
            Lost(logger, counts.Values.Sum(count => count.Times));
        }
    }

    // What was noted before an erasure in the community was through may name whom it was about, and nobody knows any more who
    // that was: it is written down without any name.
    private async Task Insert(Dictionary<Refused, (int Times, long First)> counts, CancellationToken ct)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new($"select pg_advisory_xact_lock_shared{Lock}"));
        var command = new NpgsqlBatchCommand(
            "insert into eventops_refusals (tenant_id, at, status, code, method, route, who, network, times) "
            + "select t, $2, s, c, m, r, case when w <> 'public' and exists (select from eventops_erasures e where e.tenant_id = t "
            + $"and e.unnamed > clock_timestamp() - make_interval(secs => age) - {Hearsay}) then 'erased' else w end, n, x "
            + "from unnest($1, $3, $4, $5, $6, $7, $8, $9, $10) a(t, s, c, m, r, w, n, x, age)");
        batch.BatchCommands.Add(command);
        var rows = counts.Keys.ToList();
        command.Parameters.Add(new() { Value = Texts(rows, refused => refused.Community) });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        command.Parameters.Add(new() { Value = rows.Select(refused => refused.Status).ToArray() });
        foreach (var text in (Func<Refused, string>[])[r => r.Code, r => r.Method, r => r.Route, r => r.Who, r => r.Network])
            command.Parameters.Add(new() { Value = Texts(rows, text) });
        command.Parameters.Add(new() { Value = rows.Select(refused => counts[refused].Times).ToArray() });
        command.Parameters.Add(new() { Value = rows.Select(refused => time.GetElapsedTime(counts[refused].First).TotalSeconds).ToArray() });
        await batch.ExecuteNonQueryAsync(ct);
    }

    // Bounded by age in all and by number in each community.
    private async Task Forget(string[] communities, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            "delete from eventops_refusals where at < $1 or id in (select id from unnest($2) c(t) cross join lateral "
            + "(select id from eventops_refusals r where r.tenant_id = c.t order by id desc offset $3) old)");
        command.Parameters.Add(new() { Value = time.GetUtcNow() - Kept });
        command.Parameters.Add(new() { Value = communities });
        command.Parameters.Add(new() { Value = MostRows });
        await command.ExecuteNonQueryAsync(ct);
    }

    // PostgreSQL holds no NUL in a text, and nobody needs a long one here.
    private static string[] Texts(List<Refused> rows, Func<Refused, string> of) =>
        [.. rows.Select(of).Select(text => (text.Length > 300 ? text[..300] : text).Replace("\0", "", StringComparison.Ordinal))];

    private static string NetworkOf(HttpContext context)
    {
        var bytes = RateLimits.NetworkOf(context).GetAddressBytes();
        var (kept, bits) = bytes.Length == 4 ? (3, 24) : (6, 48);
        Array.Clear(bytes, kept, bytes.Length - kept);
        return $"{new IPAddress(bytes)}/{bits}";
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} refused attempts were not written down.")]
    private static partial void Lost(ILogger logger, long count);
}
