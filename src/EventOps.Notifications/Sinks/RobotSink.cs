using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks;

/// <summary>Sends to chat robots: asks whether there is room, says the message in the robot's way, judges its answer.</summary>
internal sealed class RobotSink(HttpExchange http, RobotRates rates, NotificationOptions options, TimeProvider time)
{
    public async Task<Attempt> Send(Outgoing outgoing, CancellationToken ct)
    {
        var robot = SinkHosts.Robots[outgoing.Kind];
        if (!Uri.TryCreate(outgoing.Address, UriKind.Absolute, out var address) || !SinkHosts.Allow(outgoing.Kind, address, options))
            return NotSent(AttemptError.BadSink, advice:
                $"The address must begin with https and be at {string.Join(" or ", SinkHosts.Of(outgoing.Kind, options)!)}.");
        var call = new RobotCall(
            address, outgoing.Secrets.RobotSecret, outgoing.Target, MessageText.Of(outgoing.Body, outgoing.Language), outgoing.Id,
            time.GetUtcNow());
        if (robot.Missing?.Invoke(call) is { } missing)
            return NotSent(AttemptError.Misconfigured, advice: missing);
        var name = NameOf(outgoing, address);
        if (await rates.Take(name, robot.Rate, ct) is { } wait)
            return NotSent(AttemptError.Waiting, wait);

        var attempt = await http.Send(outgoing, robot.Request(call), robot.Judge, ct);
        // Also after a success: some say with it that the next one would be too much.
        if (attempt.RetryAfter is { } pause && attempt.Error is null or AttemptError.Throttled)
            await rates.Pause(name, robot.Rate, pause, ct);
        return attempt;
    }

    // Two subscriptions that share a robot share what it bears. A bot of Telegram or Matrix has its own in every chat.
    private static string NameOf(Outgoing outgoing, Uri address) => string.Join('\n',
        outgoing.Kind, address.GetLeftPart(UriPartial.Query), outgoing.Target.Chat, outgoing.Target.Room,
        outgoing.Kind is SubscriptionKind.Telegram or SubscriptionKind.Matrix ? outgoing.Secrets.RobotSecret : null);

    private Attempt NotSent(AttemptError error, TimeSpan? retryAfter = null, string? advice = null)
    {
        var now = time.GetUtcNow();
        return new(now, now, null, error, default, retryAfter, advice);
    }
}
