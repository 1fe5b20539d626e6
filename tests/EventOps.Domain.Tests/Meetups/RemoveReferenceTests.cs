using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveReferenceTests
{
    private static readonly Guid Layotto = Id(71);
    private static readonly ReferenceAdded Added = new(Layotto, null, "Layotto", "https://example.org/layotto");
    private static readonly RemoveReference Command = new(Layotto);

    [Fact]
    public void it_leaves_the_pages() => Given(Scheduled, Added).When(Command).Then(new ReferenceRemoved(Layotto));

    [Fact]
    public void what_was_never_there_cannot_leave() => Given(Scheduled).When(Command).Then(Refused("reference.not_found"));
}
