using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class OpenRegistrationTests
{
    private static readonly OpenRegistration Command = new("https://example.org/join", Starts.PlusHours(-1));
    private static readonly RegistrationOpened Opened = new("https://example.org/join", Starts.PlusHours(-1));

    [Fact]
    public void people_can_sign_up_until_then() => Given(Scheduled).When(Command).Then(Opened);

    [Fact]
    public void another_address_replaces_the_first() =>
        Given(Scheduled, Opened).When(new OpenRegistration("https://example.org/other"))
            .Then(new RegistrationOpened("https://example.org/other", null));

    [Fact]
    public void nobody_signs_up_for_a_cancelled_meetup() =>
        Given(Scheduled, Cancelled).When(Command).Then(Refused("meetup.cancelled"));

    [Fact]
    public void what_is_open_already_is_so_in_a_cancelled_meetup_too() =>
        Given(Scheduled, Opened, Cancelled).When(Command).Then(Nothing);
}
