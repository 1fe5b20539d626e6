using EventOps.Domain.Meetups;
using NodaTime;

namespace EventOps.Testing.Scenarios;

/// <summary>Scenarios of one meetup, decided at <see cref="Now"/>.</summary>
public static class MeetupScenario
{
    /// <summary>Three weeks before the meetup that the tests tell of.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2021, 11, 27, 8, 0);

    public static Scenario<Meetup, MeetupEvent> Given(params IEnumerable<MeetupEvent> past) =>
        new(Meetup.Initial, (meetup, happened) => meetup.Evolve(happened), MeetupEvent.Names, past);

    public static Outcome<Meetup, MeetupEvent> When(
        this Scenario<Meetup, MeetupEvent> scenario, MeetupCommand command, Instant? now = null) =>
        scenario.When(meetup => command.Decide(meetup, now ?? Now));
}
