using EventOps.Chaos.Evidence;
using EventOps.Notifications.Messages;

namespace EventOps.Chaos.Checks;

/// <summary>
/// Promise 5: every subscription has one delivery of every fact that it waits for and of no other, each at its end, and
/// what came over the wire bears the id and the bytes of the fact, however often it came.
/// </summary>
internal static class DeliveredMessages
{
    private static readonly string[] Ends = ["delivered", "dead", "disabled", "merged"];

    public static IEnumerable<Violation> Of(Findings found) => found.Subscriptions.SelectMany(s => Judge(s, found));

    private static IEnumerable<Violation> Judge(Subscribed subscription, Findings found)
    {
        var wanted = found.Messages
            .Where(m => m.Position > subscription.CreatedPosition && TypeWish.Takes(subscription.Types, m.Type, m.IsPublic))
            .ToDictionary(m => m.Position);
        var deliveries = found.Deliveries.Where(d => d.Subscription == subscription.Id).ToLookup(d => d.Position);
        var received = found.Received.Where(r => r.Subscription == subscription.Name).ToLookup(r => r.Position);
        foreach (var message in wanted.Values)
        {
            if (deliveries[message.Position].ToList() is not [var delivery])
                yield return new(5, "one delivery each", $"{subscription.Name}: {deliveries[message.Position].Count()} deliveries of {message}");
            else if (!Ends.Contains(delivery.State))
                yield return new(5, "never stuck", $"{subscription.Name}: {delivery} of {message.Type}");
            else if (delivery.State == "delivered" && !received.Contains(message.Position))
                yield return new(5, "delivered means received", $"{subscription.Name} never got {message}");
        }

        foreach (var beyond in deliveries.Where(d => !wanted.ContainsKey(d.Key)))
            yield return new(5, "nothing unasked", $"{subscription.Name}: {beyond.First()}");
        foreach (var message in received.SelectMany(r => r))
            if (!wanted.TryGetValue(message.Position, out var fact) || fact.Id != message.Id || fact.Digest != message.Digest)
                yield return new(5, "same id, same bytes", $"{message}; the log makes {fact}");
    }
}
