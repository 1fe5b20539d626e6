using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RelocateEventTests
{
    private static readonly Venue Space = new("Space A", "West Lake 1");
    private static readonly RelocateEvent ToSpace = new(MeetupForm.Onsite, "A hall was found", Space);

    [Fact]
    public void a_new_place_says_which_one_it_replaces_and_why() =>
        Given(Scheduled).When(ToSpace)
            .Then(new EventRelocated(MeetupForm.Online, null, null, MeetupForm.Onsite, Space, null, "A hall was found"));

    [Fact]
    public void the_place_it_has_is_no_news() =>
        Given(Scheduled).When(new RelocateEvent(MeetupForm.Online, "Just so")).Then(Nothing);

    [Fact]
    public void that_is_so_for_a_cancelled_meetup_too() =>
        Given(Scheduled, Cancelled).When(new RelocateEvent(MeetupForm.Online, "Just so")).Then(Nothing);

    [Fact]
    public void a_cancelled_meetup_goes_nowhere() =>
        Given(Scheduled, Cancelled).When(ToSpace).Then(Refused("meetup.cancelled"));

    [Fact]
    public void people_who_are_to_come_need_a_venue() =>
        Given(Scheduled).When(ToSpace with { Venue = null }).Warned("meetup.venue_missing")
            .Then(new EventRelocated(MeetupForm.Online, null, null, MeetupForm.Onsite, null, null, "A hall was found"));
}
