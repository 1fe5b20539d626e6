using EventOps.EventStore.Projecting;
using EventOps.EventStore.Reading;
using EventOps.Notifications;
using EventOps.Notifications.Deliveries;
using EventOps.Server.Hosting;
using EventOps.Server.Projecting;

namespace EventOps.Server.Operations;

/// <summary>Whether what happened is read on: holes in the log, projections that lag or stand still, messages that wait.</summary>
internal static class LogCheckup
{
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<Checkup>> Run(Backend backend, CancellationToken ct)
    {
        await using var notifications = new NotificationsModule(backend.Store, new NotificationOptions());
        await using var runner = backend.Store.Projections([.. MeetupProjections.All(), notifications.FanOut]);
        var feed = await backend.Store.Feed.Status(ct);
        var backlog = await DeliveryBacklog.Read(backend.Store.Database, ct);
        return
        [
            Hole(feed),
            .. (await runner.Status(ct)).Select(Of),
            Checkup.Of("deliveries.due", backlog.Overdue < LongWait,
                backlog.Due == 0 ? "Nothing waits to be sent." : $"{backlog.Due} subscriptions wait, the first of them for {backlog.Overdue.TotalSeconds:0} s.",
                "Is a server running? Look at what it logs of deliveries."),
            Checkup.Of("deliveries.failing", backlog.Failing == 0,
                backlog.Failing == 0 ? "Every sink took its last message." : $"{backlog.Failing} sinks did not take their last message.",
                "See deliveries list, or GET …/subscriptions."),
        ];
    }

    private static Checkup Hole(FeedStatus feed) => feed.Hole is not { } hole
        ? Checkup.Good("feed.hole", $"The log is read up to position {feed.Position}; nothing is missing.")
        : new("feed.hole", Condition.Doubtful,
            $"The feed waits at position {feed.Position} for number {hole.Number}{(hole.Holders.Count > 0 ? $", held by {string.Join("; ", hole.Holders)}" : "")}.",
            "End that transaction if it is stuck (pg_terminate_backend, ROLLBACK PREPARED).");

    private static Checkup Of(ProjectionStatus status)
    {
        var subject = $"projection.{status.Name}";
        if (status.Failure is { } failure)
            return new(subject, Condition.Bad, $"Stands still {ProjectionReport.Of(failure)}", "It goes on by itself once the cause is mended.");
        if (status.Leader is null)
            return new(subject, Condition.Doubtful, $"Nobody runs it; it is {status.Lag} positions behind.", "Start a server.");
        return Checkup.Of(subject, status.Lag == 0, $"Position {status.Checkpoint}, {status.Lag} behind, run by {status.Leader}.",
            "Ask again: a lag that does not return to 0 is a fault, or too much work for the machine.");
    }
}
