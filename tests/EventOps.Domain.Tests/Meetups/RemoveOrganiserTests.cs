using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveOrganiserTests
{
    private static readonly Guid Sofa = Id(71);
    private static readonly OrganiserAdded Added = new(Sofa, "SOFA", OrganiserRole.CoHost, "https://example.org");
    private static readonly RemoveOrganiser Command = new(Sofa);

    [Fact]
    public void it_leaves_the_pages() => Given(Scheduled, Added).When(Command).Then(new OrganiserRemoved(Sofa));

    [Fact]
    public void what_was_never_there_cannot_leave() => Given(Scheduled).When(Command).Then(Refused("organiser.not_found"));
}
