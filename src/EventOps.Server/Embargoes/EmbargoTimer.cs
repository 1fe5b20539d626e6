using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Server.Meetups;
using Npgsql;

namespace EventOps.Server.Embargoes;

/// <summary>
/// Lifts embargoes whose moment has come, with a command like any other. What is due is in the database, so a restart forgets
/// nothing; of several nodes one acts at a time, and if two did, the second would find the slides published.
/// </summary>
internal sealed partial class EmbargoTimer(
    NpgsqlDataSource database, MeetupDesk desk, TimeProvider time, ILogger<EmbargoTimer> logger) : BackgroundService
{
    private const int Most = 100;

    // Also how soon a clock that was set, or a time that another node was told of, is noticed.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    // The schedule lags behind the rules for a moment, and slides whose moment passed may be refused for good (their meetup
    // is cancelled just now): they must not keep the others waiting.
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(10);

    private readonly Dictionary<(StreamKey Meetup, Guid SlidesId), DateTimeOffset> refused = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = LongestPause;
            try
            {
                pause = await Lift(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Interrupted(logger, e);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Lifts what is due; how long to wait before the next look.</summary>
    public async Task<TimeSpan> Lift(CancellationToken ct)
    {
        var (any, next) = await EmbargoTable.Outlook(database, time.GetUtcNow(), ct);
        if (any)
            await LiftAlone(ct);
        var left = next - time.GetUtcNow() ?? LongestPause;
        return left < Shortest ? Shortest : left < LongestPause ? left : LongestPause;
    }

    private async Task LiftAlone(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await TryLock(connection, ct))
            return;
        var now = time.GetUtcNow();
        foreach (var gone in refused.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList())
            refused.Remove(gone);
        foreach (var embargo in await new EmbargoTable(connection).Due(now, Most + refused.Count, ct))
            if (!refused.ContainsKey((embargo.Meetup, embargo.SlidesId)))
                await Lift(embargo, ct);
    }

    private async Task Lift(EmbargoRow embargo, CancellationToken ct)
    {
        try
        {
            if (await desk.Handle(RequestFor(embargo), ct) is CommandOutcome<Ruling>.Appended)
            {
                Lifted(logger, embargo.SlidesId, embargo.Meetup.Id, embargo.Meetup.Tenant);
                return;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A meetup that cannot be read must not keep the others from coming out.
            Failed(logger, e, embargo.SlidesId, embargo.Meetup.Id, embargo.Meetup.Tenant);
        }

        // Or published by hand, held, moved or cancelled a moment ago: the schedule will say so shortly.
        refused[(embargo.Meetup, embargo.SlidesId)] = time.GetUtcNow() + AfterRefusal;
    }

    private static MeetupRequest RequestFor(EmbargoRow embargo) => new(
        embargo.Meetup.Tenant, embargo.Meetup.Id, [new LiftEmbargo(embargo.SlidesId)], new CommandOptions
        {
            Metadata = new AppendMetadata
            {
                User = "timer",
                CorrelationId = embargo.CorrelationId,
                CausationId = embargo.Cause.ToString(),
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["command"] = nameof(LiftEmbargo) },
            },
        });

    // A node that freezes here would keep all others from acting: the database ends its session, and the lock goes with it.
    private static async Task<bool> TryLock(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand(
            "select set_config('idle_in_transaction_session_timeout', '10s', true), " +
            "pg_try_advisory_xact_lock(hashtextextended('eventops embargo timer', 0))", connection);
        await using var row = await take.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) && row.GetBoolean(1);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The embargo of slides {SlidesId} (meetup {MeetupId} of {Community}) is over.")]
    private static partial void Lifted(ILogger logger, Guid slidesId, Guid meetupId, string community);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Slides {SlidesId} (meetup {MeetupId} of {Community}) are due and cannot be published; it is tried again.")]
    private static partial void Failed(ILogger logger, Exception cause, Guid slidesId, Guid meetupId, string community);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for embargoes that end was interrupted; it goes on.")]
    private static partial void Interrupted(ILogger logger, Exception cause);
}
