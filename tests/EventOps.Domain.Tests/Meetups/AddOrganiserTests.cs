using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddOrganiserTests
{
    private static readonly Guid Sofa = Id(71);
    private static readonly AddOrganiser Command = new("SOFA", OrganiserRole.CoHost, Sofa, "https://example.org");
    private static readonly OrganiserAdded Added = new(Sofa, "SOFA", OrganiserRole.CoHost, "https://example.org");

    [Fact]
    public void somebody_holds_the_meetup() => Given(Scheduled).When(Command).Then(Added);

    [Fact]
    public void an_id_stands_for_one_thing() =>
        Given(Scheduled, Added).When(Command with { Name = "Other" }).Then(Refused("organiser.id_taken"));

    [Fact]
    public void what_was_removed_does_not_come_back() =>
        Given(Scheduled, Added, new OrganiserRemoved(Sofa)).When(Command).Then(Refused("organiser.id_taken"));
}
