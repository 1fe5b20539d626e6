using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class SetChannelTests
{
    private static readonly Guid Group = Id(61);
    private static readonly SetChannel Command = new(ChannelKind.DingTalk, Group, "SOFA", "34197075");
    private static readonly ChannelSet Set = new(Group, ChannelKind.DingTalk, "SOFA", "34197075", null, null);

    [Fact]
    public void a_chat_group_is_named_by_its_number() => Given(Scheduled).When(Command).Then(Set);

    [Fact]
    public void another_number_replaces_the_first() =>
        Given(Scheduled, Set).When(Command with { Number = "44858463" }).Then(Set with { Number = "44858463" });

    [Fact]
    public void a_removed_channel_does_not_come_back() =>
        Given(Scheduled, Set, new ChannelRemoved(Group)).When(Command).Then(Refused("channel.id_taken"));
}
