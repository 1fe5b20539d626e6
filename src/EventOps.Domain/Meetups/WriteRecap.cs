using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Domain.Meetups;

/// <summary>Writes the summary of what happened, in Markdown. It is public from the next PublishRecap on.</summary>
public sealed record WriteRecap(string Summary) : MeetupCommand
{
    private protected override Decision<MeetupEvent> DecideOn(Meetup meetup, Instant now) =>
        meetup.Recap == Summary ? Decision<MeetupEvent>.Nothing : new RecapWritten(Summary);
}
