using System.Collections.Concurrent;

namespace EventOps.Chaos.Evidence;

/// <summary>An item of the feed as a reader was served it; the digest is of its bytes.</summary>
internal readonly record struct ServedItem(long Position, Guid Id, string Digest);

/// <summary>One answer of the feed: what was asked after, what came, where to go on.</summary>
internal sealed record ServedBatch(long After, IReadOnlyList<ServedItem> Items, long Next);

/// <summary>All that one reader of the feed was served, in order, and which types it asked for.</summary>
internal sealed record Followed(string Name, IReadOnlyList<string> Types, IReadOnlyList<ServedBatch> Batches);

/// <summary>A draft agenda as it was served, asked for with <c>minPosition</c>.</summary>
internal sealed record ServedPage(Guid Meetup, long MinPosition, long Version, string Digest);

/// <summary>A webhook as it came, whatever it was answered.</summary>
internal sealed record ReceivedMessage(string Subscription, Guid Id, long Position, string Digest);

/// <summary>One look at a projection, in one snapshot: its checkpoint and the highest position that a row of it bears.</summary>
internal sealed record ProgressSeen(string Projection, long Checkpoint, long HighestRow);

/// <summary>A subscription that was acknowledged before the first fault.</summary>
internal sealed record Subscribed(string Name, Guid Id, IReadOnlyList<string> Types, long CreatedPosition);

/// <summary>What the clients and watchers wrote down while the storm went on.</summary>
internal sealed class History
{
    public ConcurrentQueue<Operation> Operations { get; } = new();

    public ConcurrentQueue<ServedPage> Pages { get; } = new();

    public ConcurrentQueue<ReceivedMessage> Received { get; } = new();

    public ConcurrentQueue<ProgressSeen> Progress { get; } = new();

    public ConcurrentQueue<Followed> Followers { get; } = new();

    public ConcurrentQueue<Subscribed> Subscriptions { get; } = new();

    /// <summary>How often each status, or each way of getting none, was seen.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = new();

    public void Count(string answer) => Answers.AddOrUpdate(answer, 1, (_, n) => n + 1);
}
