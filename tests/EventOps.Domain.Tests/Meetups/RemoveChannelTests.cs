using EventOps.Domain.Meetups;
using Xunit;
using static EventOps.Domain.Tests.Meetups.Story;
using static EventOps.Testing.Scenarios.Expected;
using static EventOps.Testing.Scenarios.Ids;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

public sealed class RemoveChannelTests
{
    private static readonly Guid Group = Id(61);

    [Fact]
    public void a_channel_leaves_the_pages() =>
        Given(Scheduled, new ChannelSet(Group, ChannelKind.Slack, "sofa", null, null, null)).When(new RemoveChannel(Group))
            .Then(new ChannelRemoved(Group));

    [Fact]
    public void what_was_never_there_cannot_leave() =>
        Given(Scheduled).When(new RemoveChannel(Group)).Then(Refused("channel.not_found"));
}
