using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>
/// Gives the meetup one more name in addresses, which leads to its slug. A slug that it had does so by itself.
/// </summary>
/// <param name="Alias">Unique in the community, among slugs, old slugs and aliases; free again once it is removed.</param>
public sealed record AddAlias(string Alias) : MeetupCommand
{
    /// <summary>How many aliases a meetup may have.</summary>
    public const int Most = 50;

    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.IsCalled(Alias))
            return Decision<MeetupEvent>.Nothing;
        return meetup.Aliases.Count >= Most ? new TooManyAliases() : new AliasAdded(Alias);
    }
}

/// <summary>The meetup has as many aliases as one may have.</summary>
public sealed record TooManyAliases() : Refusal(
    RefusalKind.Conflict, "alias.too_many", $"A meetup has at most {AddAlias.Most} aliases; remove one first.");
