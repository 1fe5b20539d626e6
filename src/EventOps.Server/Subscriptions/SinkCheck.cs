using System.Net.Sockets;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications;
using EventOps.Notifications.Guarding;
using EventOps.Server.Hosting;

namespace EventOps.Server.Subscriptions;

/// <summary>Holds a sink against its kind and looks where its name leads. It is looked at again with every connection.</summary>
internal sealed class SinkCheck(GuardedHttp guarded, NotificationOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What is wrong with a sink and what goes with it, without asking anybody.</summary>
    public (Uri? Address, IReadOnlyList<FieldError> Errors) Read(
        SubscriptionKind kind, string sink, SubscriptionTarget? target, bool hasSecret)
    {
        var (address, faults) = SinkRules.Check(kind, sink, target ?? SubscriptionTarget.None, hasSecret, options);
        return (address, [.. faults.Select(fault => new FieldError(fault.Field, fault.Rule, $"'{fault.Field}' {fault.Message}."))]);
    }

    /// <summary>Fields that mean nothing for this kind.</summary>
    public static IEnumerable<FieldError> Unfit(
        SubscriptionKind kind, DeliveryMode? mode, bool? handshake, SignatureScheme signature,
        IReadOnlyDictionary<string, string>? headers, string? secret)
    {
        if (mode is DeliveryMode.Binary && kind is not SubscriptionKind.Webhook)
            yield return NotForKind("mode");
        if (handshake is true && kind is not SubscriptionKind.Webhook)
            yield return NotForKind("handshake");
        if (signature is not SignatureScheme.V1 && !kind.IsSigned())
            yield return NotForKind("signature");
        if (headers is { Count: > 0 } && !SinkRules.TakesHeaders(kind))
            yield return NotForKind("headers");
        if (secret is not null && !SinkRules.TakesSecret(kind))
            yield return NotForKind("secret");
    }

    /// <summary>A name that leads home only is an error; one that leads nowhere yet may do so when there is something to send.</summary>
    public async Task<(FieldError? Error, Warning? Warning)> Resolve(Uri address, CancellationToken ct)
    {
        if (options.AllowPrivateSinks)
            return (null, null);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await guarded.Allowed(address.IdnHost, limit.Token);
            return (null, null);
        }
        catch (PrivateAddressException)
        {
            return (new("sink", "private_address", "'sink' must be an address that the public internet reaches."), null);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return (null, new("sink.name_unknown", "Nobody knows the name of the sink's host now.", "sink"));
        }
    }

    private static FieldError NotForKind(string field) => new(field, "not_for_kind", $"'{field}' means nothing for this kind of sink.");
}
