using EventOps.Notifications.Messages;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Notifications.Deliveries;

/// <summary>Asks a sink now whether it takes a signed message: one attempt, nothing is kept.</summary>
/// <param name="newId">Makes the message's id.</param>
public sealed class TestSend(SubscriptionSecrets secrets, WebhookSender sender, TimeProvider time, Func<Guid> newId)
{
    /// <summary>Sends one <see cref="MessageTypes.Test"/> to the sink of a subscription and says how it went.</summary>
    public async Task<Attempt> Send(string tenant, Guid subscriptionId, string sink, CancellationToken ct)
    {
        var id = newId();
        return await sender.Send(
            sink, await secrets.Get(tenant, subscriptionId, ct), id,
            MessageWriter.WriteTest(id, tenant, subscriptionId, time.GetUtcNow()), ct);
    }
}
