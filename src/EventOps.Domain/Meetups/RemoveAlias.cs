using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Takes an alias away: it leads nowhere any more, and another meetup may have it.</summary>
public sealed record RemoveAlias(string Alias) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now)
    {
        if (meetup.Aliases.Contains(Alias))
            return new AliasRemoved(Alias);
        if (meetup.IsCalled(Alias))
            return new AliasIsSlug(Alias);
        return meetup.RemovedAliases.Contains(Alias) ? Decision<MeetupEvent>.Nothing : new AliasNotFound(Alias);
    }
}

/// <summary>It is the meetup's slug, or was: people have links with it.</summary>
public sealed record AliasIsSlug(string Alias) : Refusal(
    RefusalKind.Conflict, "alias.is_slug", $"'{Alias}' is or was the meetup's slug; slugs lead to their meetup for ever.");

/// <summary>The meetup never had that alias.</summary>
public sealed record AliasNotFound(string Alias) : Refusal(
    RefusalKind.NotFound, "alias.not_found", $"'{Alias}' is no alias of the meetup.");
