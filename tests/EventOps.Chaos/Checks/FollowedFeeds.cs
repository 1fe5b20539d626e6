using EventOps.Chaos.Evidence;
using EventOps.Notifications.Messages;

namespace EventOps.Chaos.Checks;

/// <summary>
/// Promise 2 as readers met it: positions rose from answer to answer, nothing came below what was served, and all together
/// is what the final log holds for that reader, with the same bytes.
/// </summary>
internal static class FollowedFeeds
{
    public static IEnumerable<Violation> Of(Findings found) => found.Followers.SelectMany(follower =>
        Order(follower).Concat(Completeness(follower, found)));

    private static IEnumerable<Violation> Order(Followed follower)
    {
        var cursor = 0L;
        foreach (var batch in follower.Batches)
        {
            var before = cursor;
            foreach (var item in batch.Items)
            {
                if (item.Position <= before)
                    yield return new(2, "served in order", $"{follower.Name}: {item} came after position {before}");
                before = Math.Max(before, item.Position);
            }

            if (batch.Next < before)
                yield return new(2, "the cursor covers what was served", $"{follower.Name}: next is {batch.Next} after {before}");
            cursor = batch.Next;
        }
    }

    private static IEnumerable<Violation> Completeness(Followed follower, Findings found)
    {
        var served = follower.Batches.SelectMany(b => b.Items).ToLookup(i => i.Position);
        var wanted = found.Messages
            .Where(m => follower.Types.Count == 0 || follower.Types.Any(wish => TypeWish.Matches(wish, m.Type)))
            .ToDictionary(m => m.Position);
        foreach (var message in wanted.Values)
            if (!served.Contains(message.Position))
                yield return new(2, "nothing is missed", $"{follower.Name} was never served {message}; asked were "
                    + string.Join(", ", follower.Batches.Where(b => b.After < message.Position && message.Position <= b.Next)
                        .Take(3).Select(b => $"after {b.After} → {b.Items.Count} items, next {b.Next}")));
        foreach (var item in served.SelectMany(items => items))
            if (!wanted.TryGetValue(item.Position, out var message) || message.Id != item.Id || message.Digest != item.Digest)
                yield return new(2, "what was served stays", $"{follower.Name} was served {item}; the log has {message}");
    }
}
