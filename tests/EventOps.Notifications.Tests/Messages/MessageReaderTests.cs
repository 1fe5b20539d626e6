using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Notifications.Messages;

namespace EventOps.Notifications.Tests.Messages;

public sealed class MessageReaderTests
{
    private readonly History history = new History().Then(
        [.. History.UntilSlides, new EventRevised("Renamed", null, null, null, [], "zh", null), new EventPostponed("storm")]);

    private int reads;

    [Fact]
    public async Task each_message_shows_the_meetup_as_its_own_event_has_made_it()
    {
        var messages = await Reader().Of(history.Events, TestContext.Current.CancellationToken);

        Assert.Equal(history.Events.Select(e => e.Id), messages.Select(m => m.EventId));
        Assert.Contains("社区", Text(messages[5]), StringComparison.Ordinal);
        Assert.Contains("Renamed", Text(messages[6]), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"scheduled\"", Text(messages[6]), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"postponed\"", Text(messages[7]), StringComparison.Ordinal);
        Assert.Equal(0, reads);
    }

    [Fact]
    public async Task some_events_of_a_stream_give_the_same_bytes_as_all_of_them()
    {
        var all = await Reader().Of(history.Events, TestContext.Current.CancellationToken);
        var some = await Reader().Of([history.Events[5], history.Events[7]], TestContext.Current.CancellationToken);

        Assert.Equal([Text(all[5]), Text(all[7])], some.Select(Text));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task the_next_event_of_a_stream_reads_nothing()
    {
        var reader = Reader();
        await reader.Of([history.Events[6]], TestContext.Current.CancellationToken);
        await reader.Of([history.Events[7]], TestContext.Current.CancellationToken);

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task what_is_no_fact_of_a_meetup_is_left_out()
    {
        var foreign = history.Events[7] with { Type = "keynote_streamed_live" };

        Assert.Empty(await Reader().Of([foreign], TestContext.Current.CancellationToken));
    }

    private static string Text(Message message) => System.Text.Encoding.UTF8.GetString(message.Body.Span);

    private MessageReader Reader() => new(new MessageWriter(null), (_, after, _) =>
    {
        reads++;
        return Task.FromResult<IReadOnlyList<RecordedEvent>>([.. history.Events.Where(e => e.Version > after)]);
    });
}
