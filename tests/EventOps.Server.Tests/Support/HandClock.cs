namespace EventOps.Server.Tests;

/// <summary>A clock that a test moves; whoever sleeps by it wakes when it passes their time.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private readonly Lock gate = new();

    // Later than what the database stamped with its own clock before.
    private DateTimeOffset now = System.GetUtcNow().AddMinutes(1);

    /// <summary>How many sleep.</summary>
    public int Sleepers
    {
        get
        {
            lock (gate)
                return alarms.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(TimeSpan by)
    {
        List<Alarm> due;
        lock (gate)
        {
            now += by;
            due = alarms.FindAll(alarm => alarm.At <= now);
            alarms.RemoveAll(due.Contains);
        }

        foreach (var alarm in due)
            alarm.Fire();
    }

    private sealed class Alarm(HandClock clock, Action fire) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = clock.now + dueTime;
                    clock.alarms.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
