using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Gives the meetup another name in addresses. The ones it had stay its own and lead to the new one.</summary>
public sealed record ChangeSlug(string Slug) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        meetup.Slug == Slug ? Decision<MeetupEvent>.Nothing : new SlugChanged(meetup.Slug, Slug);
}
