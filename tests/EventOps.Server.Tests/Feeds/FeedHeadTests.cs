using EventOps.EventStore.Reading;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Feeds;

public sealed class FeedHeadTests(ServerFixture server)
{
    // A look that ended in the very moment when another was asked for once froze the head for all readers.
    [Fact]
    public async Task the_head_goes_on_however_many_ask_for_it_at_once()
    {
        var feed = server.Services.GetRequiredService<Feed>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2_000; i++)
                await feed.Head(CancellationToken.None);
        })));

        var answer = await (await server.NewCommunity()).Scheduled();
        var position = (await answer.Done("write-recap", new { summary = "Seen." })).Position;
        Assert.True(await feed.Head(CancellationToken.None) >= position);
    }
}
