using System.Text.Json;
using EventOps.Notifications.Secrets;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Subscriptions;

/// <summary>
/// Opens what a subscription has sealed. Opened ones are remembered in this process while their version is the one that is
/// asked for, so that a long queue to one sink opens its secrets once.
/// </summary>
public sealed class Destinations(Subscribers subscribers, SecretVault vault)
{
    private const int MostRemembered = 1_000;

    private readonly Dictionary<(string Tenant, Guid Id), Destination> memory = [];
    private readonly Lock gate = new();

    /// <summary>The destination at this version or a newer one; null when the subscription is not there any more.</summary>
    /// <exception cref="SealedValueException">A secret does not open.</exception>
    public async Task<Destination?> Of(string tenant, Guid id, long version, CancellationToken ct)
    {
        lock (gate)
        {
            if (memory.TryGetValue((tenant, id), out var known) && known.Version == version)
                return known;
        }

        if (await subscribers.Find(tenant, id, ct) is not { } subscriber)
            return null;
        var opened = await Open(subscriber, ct);
        // A value that was replaced between the two looks is gone with it; the next look finds both new.
        if (opened is null && await subscribers.Find(tenant, id, ct) is { } moved && moved.Version > subscriber.Version)
            opened = await Open(moved, ct);
        return opened is null ? null : Remember(tenant, id, opened);
    }

    /// <summary>Opens a subscription as it is given, whether the fan-out has come to it or not; null when a value is missing.</summary>
    public async Task<Destination?> Open(Subscriber subscriber, CancellationToken ct)
    {
        var refs = subscriber.Sealed;
        var values = await vault.Open(subscriber.Tenant, subscriber.Id, refs.Ids(), ct);
        if (!refs.Ids().All(values.ContainsKey))
            return null;
        return new Destination(
            subscriber,
            refs.AddressId is { } address ? values[address] : subscriber.Sink,
            refs.RobotSecretId is { } robot ? values[robot] : null,
            refs.HeadersId is { } headers ? HeaderValues.Read(values[headers]) : new Dictionary<string, string>(),
            [.. refs.Signing.Select(secret => (WebhookSecret.Parse(values[secret.SecretId]), secret.Until))]);
    }

    private Destination Remember(string tenant, Guid id, Destination opened)
    {
        lock (gate)
        {
            if (memory.Count >= MostRemembered)
                memory.Clear();
            return memory[(tenant, id)] = opened;
        }
    }
}

/// <summary>Header values as they are sealed: one JSON object of texts.</summary>
public static class HeaderValues
{
    public static string Write(IReadOnlyDictionary<string, string> headers) => JsonSerializer.Serialize(headers, Plain);

    public static IReadOnlyDictionary<string, string> Read(string text) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(text, Plain)!;

    // Names are kept to the letter: the rules of the Domain would turn X-Api-Key into x-Api-Key.
    private static readonly JsonSerializerOptions Plain = new();
}
