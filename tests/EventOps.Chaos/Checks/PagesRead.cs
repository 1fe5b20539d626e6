using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Checks;

/// <summary>
/// Promise 4 as readers met it: a page asked for with <c>minPosition</c> is the fold of the stream up to some event of it, to
/// the byte, and no event up to that position is missing.
/// </summary>
internal static class PagesRead
{
    public static IEnumerable<Violation> Of(Findings found)
    {
        foreach (var page in found.Pages)
        {
            var states = found.Agendas.GetValueOrDefault(page.Meetup) ?? [];
            if (page.Version < 1 || page.Version > states.Count)
                yield return new(4, "a page is of its stream", $"{page} and the stream has {states.Count} events");
            else if (states[(int)page.Version - 1].Digest != page.Digest)
                yield return new(4, "a page is its fold", $"{page}, folded {states[(int)page.Version - 1]}");
            else if (page.Version < states.Count && states[(int)page.Version].Position <= page.MinPosition)
                yield return new(4, "no older than asked for", $"{page} lacks the event at {states[(int)page.Version].Position}");
        }
    }
}
