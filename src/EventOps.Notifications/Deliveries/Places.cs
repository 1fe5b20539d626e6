namespace EventOps.Notifications.Deliveries;

/// <summary>What may be taken now.</summary>
/// <param name="All">Places in all.</param>
/// <param name="Failing">Of these, places for sinks that failed last time.</param>
/// <param name="Busy">How many attempts to whom are under way.</param>
internal sealed record PlacesFree(int All, int Failing, IReadOnlyDictionary<SubscriberKey, int> Busy);

/// <summary>The attempts under way on this node: in all, at failing sinks, and to each subscription.</summary>
internal sealed class Places(NotificationOptions options)
{
    private readonly Dictionary<SubscriberKey, int> busy = [];
    private readonly HashSet<Task> tasks = [];
    private readonly Lock gate = new();
    private int all;
    private int failing;
    private bool wasFull;

    public PlacesFree Look()
    {
        lock (gate)
        {
            var free = options.InFlight - all;
            return new(
                free, Math.Max(0, Math.Min(free, options.InFlightFailing - failing)), new Dictionary<SubscriberKey, int>(busy));
        }
    }

    public void Enter(Delivery delivery)
    {
        lock (gate)
        {
            all++;
            failing += delivery.Failing ? 1 : 0;
            busy[delivery.Subscriber] = busy.GetValueOrDefault(delivery.Subscriber) + 1;
            wasFull |= all >= options.InFlight || failing >= options.InFlightFailing;
        }
    }

    /// <summary>
    /// Gives a place back; whether it is time for another look. Not after each of many: half of a share, or an eighth of all
    /// places, is filled in one look.
    /// </summary>
    public bool Leave(Delivery delivery)
    {
        lock (gate)
        {
            all--;
            failing -= delivery.Failing ? 1 : 0;
            var left = --busy[delivery.Subscriber];
            if (left == 0)
                busy.Remove(delivery.Subscriber);
            var room = wasFull && (all <= options.InFlight - Math.Max(1, options.InFlight / 8) || delivery.Failing);
            wasFull &= !room;
            return room || delivery.Backlog && left <= options.InFlightPerSubscription / 2;
        }
    }

    public void Watch(Task attempt)
    {
        lock (gate)
            tasks.Add(attempt);
        attempt.GetAwaiter().UnsafeOnCompleted(() => Forget(attempt));
    }

    public Task Empty()
    {
        lock (gate)
            return Task.WhenAll(tasks);
    }

    private void Forget(Task attempt)
    {
        lock (gate)
            tasks.Remove(attempt);
    }
}
