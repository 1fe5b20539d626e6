using System.Collections.Concurrent;
using System.Globalization;
using EventOps.Notifications.Deliveries;

namespace EventOps.Notifications.Sinks;

/// <summary>
/// Asks a webhook whether it wants messages at all, as CloudEvents' webhook specification has it: an OPTIONS with our origin,
/// answered with the origins it allows and how many a minute. Its status is no consent. A consent holds for an hour.
/// </summary>
internal sealed class Consents(HttpExchange http, RobotRates rates, NotificationOptions options, TimeProvider time)
{
    public const string OriginHeader = "WebHook-Request-Origin";
    private const int MostRemembered = 1024;
    private const int RequestedRate = 120;
    private static readonly TimeSpan Validity = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Consent> remembered = new();

    /// <summary>The name under which this server sends.</summary>
    public string Origin { get; } = options.PublicAddress?.IdnHost ?? "localhost";

    /// <summary>Null when the sink consents and has room; else the attempt that this was.</summary>
    public async Task<Attempt?> Ask(Outgoing outgoing, Uri address, CancellationToken ct)
    {
        if (!remembered.TryGetValue(outgoing.Address, out var consent) || consent.Until <= time.GetUtcNow())
        {
            consent = new Consent(time.GetUtcNow() + Validity, null);
            var attempt = await http.Send(outgoing, Request(address), answer => Judge(answer, ref consent), ct);
            if (attempt.Error is not null)
                return attempt;
            Remember(outgoing.Address, consent);
        }

        if (consent.Rate is not { } rate || await rates.Take($"webhook\n{outgoing.Address}", rate, ct) is not { } wait)
            return null;
        var now = time.GetUtcNow();
        return new Attempt(now, now, null, AttemptError.Waiting, default, wait);
    }

    private HttpRequestMessage Request(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.Add(OriginHeader, Origin);
        request.Headers.Add("WebHook-Request-Rate", $"{RequestedRate}");
        return request;
    }

    private Verdict Judge(SinkAnswer answer, ref Consent consent)
    {
        if (answer.Status is 429)
            return new(AttemptError.Throttled, answer.RetryAfter);
        var allowed = answer.Header("WebHook-Allowed-Origin")?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        if (!allowed.Any(origin => origin == "*" || origin.Equals(Origin, StringComparison.OrdinalIgnoreCase)))
            return new(AttemptError.NotConsented, null,
                $"The sink answered OPTIONS with {answer.Status} and without a WebHook-Allowed-Origin that names {Origin} or *. "
                + "Let it consent, or subscribe without the handshake.");
        consent = consent with { Rate = RateOf(answer.Header("WebHook-Allowed-Rate")) };
        return Verdict.Taken;
    }

    private static RobotRate? RateOf(string? aMinute) => aMinute?.Trim() switch
    {
        "*" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0 =>
            new RobotRate(1, TimeSpan.FromMinutes(1) / Math.Min(rate, RequestedRate)),
        // It allows, and does not say how much: what was asked for.
        _ => new RobotRate(1, TimeSpan.FromMinutes(1) / RequestedRate),
    };

    private void Remember(string address, Consent consent)
    {
        // Full only when somebody tries; then everybody is asked once more.
        if (remembered.Count >= MostRemembered)
            remembered.Clear();
        remembered[address] = consent;
    }

    /// <param name="Rate">Null: as many as we like.</param>
    private sealed record Consent(DateTimeOffset Until, RobotRate? Rate);
}
