using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class AddReferenceTests
{
    private static readonly Guid Layotto = Id(71);
    private static readonly AddReference Command = new("Layotto", "https://example.org/layotto", Layotto, Wasm);
    private static readonly ReferenceAdded Added = new(Layotto, Wasm, "Layotto", "https://example.org/layotto");

    [Fact]
    public void a_talk_points_further() => Given(Programme).When(Command).Then(Added);

    [Fact]
    public void or_the_meetup_does() =>
        Given(Scheduled).When(Command with { TalkId = null }).Then(Added with { TalkId = null });

    [Fact]
    public void the_talk_comes_before_its_references() => Given(Scheduled).When(Command).Then(Refused("talk.not_found"));

    [Fact]
    public void an_id_stands_for_one_thing() =>
        Given([.. Programme, Added]).When(Command with { Title = "Other" }).Then(Refused("reference.id_taken"));

    [Fact]
    public void what_was_removed_does_not_come_back() =>
        Given([.. Programme, Added, new ReferenceRemoved(Layotto)]).When(Command).Then(Refused("reference.id_taken"));
}
