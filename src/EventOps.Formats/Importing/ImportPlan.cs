using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>
/// What is still missing of a page in the meetup it is about; nothing, once it was imported and as long as it stays the same.
/// </summary>
/// <param name="Commands">In an order in which each is accepted on the meetup that was planned for.</param>
/// <param name="Findings">The page's, and those of the comparison.</param>
public sealed record ImportPlan(Guid MeetupId, string Slug, ValueList<MeetupCommand> Commands, ValueList<Finding> Findings)
{
    /// <summary>Whether it must be accepted before it is carried out: characters of the page are lost.</summary>
    public bool IsDraft { get; init; }

    /// <summary>What to plan the page's next import with.</summary>
    public ImportMemory Memory { get; init; } = ImportMemory.None;
}
