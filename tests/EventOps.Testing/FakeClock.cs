namespace EventOps.Testing;

/// <summary>A clock that a test moves; timers fire when it passes them.</summary>
public sealed class FakeClock : TimeProvider
{
    private readonly List<Alarm> alarms = [];
    private readonly Lock gate = new();

    // Later than anything stored in the test, near enough for receivers that check the time.
    private DateTimeOffset now = System.GetUtcNow().AddSeconds(30);

    public FakeClock()
    {
    }

    private FakeClock(DateTimeOffset start) => now = start;

    /// <summary>A clock that shows the same time, however long ago this one was made, and goes its own way from here.</summary>
    public FakeClock Twin() => new(GetUtcNow());

    /// <summary>How many wait for a time.</summary>
    public int Sleepers
    {
        get
        {
            lock (gate)
                return alarms.Count;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

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
            due = alarms.FindAll(a => a.At <= now);
            alarms.RemoveAll(a => a.At <= now);
        }

        foreach (var alarm in due)
            alarm.Fire();
    }

    private sealed class Alarm(FakeClock clock, Action fire) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                At = clock.now + dueTime;
                clock.alarms.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
