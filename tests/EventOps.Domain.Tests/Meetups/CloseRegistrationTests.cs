using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class CloseRegistrationTests
{
    private static readonly RegistrationOpened Opened = new("https://example.org/join", null);

    [Fact]
    public void nobody_can_sign_up_any_more() =>
        Given(Scheduled, Opened).When(new CloseRegistration("Full")).Then(new RegistrationClosed("Full"));

    [Fact]
    public void nobody_could_anyway() => Given(Scheduled).When(new CloseRegistration()).Then(Nothing);

    [Fact]
    public void it_can_be_opened_again() =>
        Given(Scheduled, Opened, new RegistrationClosed(null)).When(new OpenRegistration(Opened.Url)).Then(Opened);
}
