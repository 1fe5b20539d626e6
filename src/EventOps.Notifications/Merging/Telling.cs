using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Messages;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Notifications.Merging;

/// <summary>One delivery about to be written: a fact, to one subscription.</summary>
internal sealed class Telling
{
    // A thing that changes without rest is told after four quiet periods all the same.
    private const int LongestWait = 4;
    private const string PublishedType = "eventops.slides.published.v1";
    private static readonly TimeSpan DefaultSiteInterval = TimeSpan.FromSeconds(10);

    /// <param name="now">A node whose clock was ahead when it stored the fact must not hold the telling back until that time has come.</param>
    public Telling(Subscriber to, Fact fact, DateTimeOffset now)
    {
        var told = fact.Message.Time < now ? fact.Message.Time : now;
        (To, Fact) = (to, fact);
        State = to.Status is SubscriptionStatus.Disabled ? DeliveryStates.Disabled : DeliveryStates.Pending;
        Thing = to.IsSite ? "site" : Quiet > TimeSpan.Zero || fact.Thing.IsDeck ? fact.Thing.Key : null;
        Due = told + Quiet;
        Latest = Quiet == TimeSpan.Zero ? null : told + Quiet * (to.IsSite ? 1 : LongestWait);
    }

    /// <summary>A fact that is told although its time is over: at once, and merged with nothing.</summary>
    public static Telling Again(Subscriber to, Fact fact, DateTimeOffset due) => new(to, fact, due) { Due = due, Latest = null };

    public Subscriber To { get; }

    public Fact Fact { get; }

    public long Position => Fact.Message.Position;

    public string State { get; private set; }

    public bool Waits => State == DeliveryStates.Pending;

    /// <summary>What it is about, when it may be merged with others; else null.</summary>
    public string? Thing { get; }

    public DateTimeOffset Due { get; private set; }

    public DateTimeOffset? Latest { get; private set; }

    /// <summary>The position of the first fact that went into it; null: it is one fact alone.</summary>
    public long? Since { get; private set; }

    public int Facts { get; private set; } = 1;

    /// <summary>The delivery that says it; null while <see cref="State"/> is merged: nobody says it.</summary>
    public Telling? Into { get; private set; }

    /// <summary>The message of this delivery alone; null: the event's.</summary>
    public Message? Own { get; set; }

    /// <summary>Whether what waits about the same thing goes into it.</summary>
    public bool Follows => Waits && Quiet > TimeSpan.Zero;

    /// <summary>Takes back what only those heard who were told; whoever listens to nothing else hears of it always.</summary>
    public bool IsRetraction =>
        Waits && !To.IsSite && Fact.Happened is Domain.Meetups.SlidesWithdrawn { Published: true }
        && TypeWish.Takes(To.Types, PublishedType, isPublic: true);

    private TimeSpan Quiet => To.IsSite && To.QuietSeconds == 0 ? DefaultSiteInterval : TimeSpan.FromSeconds(To.QuietSeconds);

    /// <summary>Nothing is said of it, or another delivery says it.</summary>
    public void Merge(Telling? into) => (State, Into) = (DeliveryStates.Merged, into);

    /// <summary>Goes on where an earlier one waited.</summary>
    public void Follow(long since, int facts, DateTimeOffset? latest)
    {
        Since = since < (Since ?? Position) ? since : Since;
        Facts += facts;
        Latest = latest < Latest ? latest : Latest;
        Due = Latest < Due ? Latest.Value : Due;
    }

    /// <summary>Where it ended up: the position that says it, null for none.</summary>
    public long? SaidAt()
    {
        var last = this;
        while (last.Into is { } next)
            last = next;
        return last.State == DeliveryStates.Merged ? null : last.Position;
    }
}
