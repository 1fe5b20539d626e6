using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Checks;

/// <summary>All checks, in the order of the promises.</summary>
internal static class Judgement
{
    public static IReadOnlyList<Violation> Of(Findings found) =>
    [
        .. AcknowledgedAppends.Of(found),
        .. WholeOrAbsent.Of(found),
        .. LogOrder.Of(found),
        .. FollowedFeeds.Of(found),
        .. ProjectedRows.Of(found),
        .. PagesRead.Of(found),
        .. DeliveredMessages.Of(found),
        .. found.Settlement.Stuck.Select(what => new Violation(6, "lag returns to 0 unaided", what)),
    ];

    /// <summary>Whether something acknowledged is gone, or something served: what a database without durability must show.</summary>
    public static bool ShowsLoss(IReadOnlyList<Violation> violations) =>
        violations.Any(v => v.Rule is "acknowledged is stored" or "what was served stays" or "stored as answered");
}
