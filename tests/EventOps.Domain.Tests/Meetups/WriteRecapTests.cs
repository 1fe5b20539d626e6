using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class WriteRecapTests
{
    private static readonly WriteRecap Command = new("Two talks, one **hall**.");

    [Fact]
    public void the_summary_is_written() =>
        Given(Scheduled).When(Command).Then(new RecapWritten("Two talks, one **hall**."));

    [Fact]
    public void it_can_be_written_anew() =>
        Given(Scheduled, new RecapWritten("Soon.")).When(Command).Then(new RecapWritten("Two talks, one **hall**."));

    [Fact]
    public void there_is_no_recap_of_what_nobody_scheduled() => Given().When(Command).Then(Refused("meetup.not_found"));
}
