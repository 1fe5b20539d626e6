namespace EventOps.Notifications.Deliveries;

/// <summary>The attempts under way on this node, in all and to each subscription.</summary>
internal sealed class Places(NotificationOptions options)
{
    private readonly Dictionary<SubscriberKey, int> busy = [];
    private readonly HashSet<Task> tasks = [];
    private readonly Lock gate = new();

    public (int Free, IReadOnlyDictionary<SubscriberKey, int> Busy) Look()
    {
        lock (gate)
            return (options.InFlight - busy.Values.Sum(), new Dictionary<SubscriberKey, int>(busy));
    }

    public void Enter(SubscriberKey subscriber)
    {
        lock (gate)
            busy[subscriber] = busy.GetValueOrDefault(subscriber) + 1;
    }

    /// <summary>Whether somebody may have waited for this place.</summary>
    public bool Leave(SubscriberKey subscriber)
    {
        lock (gate)
        {
            var wasFull = busy.Values.Sum() >= options.InFlight || busy[subscriber] >= options.InFlightPerSubscription;
            if (--busy[subscriber] == 0)
                busy.Remove(subscriber);
            return wasFull;
        }
    }

    public void Watch(Task attempt)
    {
        lock (gate)
        {
            tasks.RemoveWhere(t => t.IsCompleted);
            tasks.Add(attempt);
        }
    }

    public Task Empty()
    {
        lock (gate)
            return Task.WhenAll(tasks);
    }
}
