using EventOps.Notifications.Messages;

namespace EventOps.Server.Tests.Feeds;

/// <summary>Readers come and go at random while others write; none misses anything, none is told anything twice.</summary>
public sealed class ManyReadersTests(ITestOutputHelper output)
{
    private const int Readers = 24;
    private const int Meetups = 4;
    private const int Commands = 60;

    private sealed record Written(long Position, MessageType Type);

    [Fact]
    public async Task each_sees_its_facts_once_and_in_order_whenever_it_comes_back()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}.");
        // A ring of a few messages and short lives: readers fall behind, catch up and are sent away all the time.
        await using var server = await StreamServer.Start(("RingBytes", 6_000), ("Lifetime", "00:00:02"), ("Heartbeat", "00:00:00.3"));
        var communities = new[] { await server.NewCommunity("one"), await server.NewCommunity("two") };
        var writing = Task.WhenAll(communities.Select((community, i) => Write(community, seed + i)));
        var reading = Enumerable.Range(0, Readers).Select(i => Read(server, communities[i % 2], i, new Random(seed + i), writing)).ToList();
        var written = await writing;
        for (var i = 0; i < Readers; i++)
        {
            var seen = await reading[i];
            var wanted = written[i % 2].Where(fact => IsFor(i, fact.Type)).Select(fact => fact.Position).Order().ToList();
            Assert.NotEmpty(wanted);
            Assert.True(wanted.SequenceEqual(seen), $"Seed {seed}, reader {i} saw {string.Join(' ', seen)}, not {string.Join(' ', wanted)}.");
        }
    }

    private static bool IsFor(int reader, MessageType type) =>
        (Wish(reader) is not { } wish || TypeWish.Matches(wish, type.Name)) && (HasKey(reader) || type.Audience is Audience.Public);

    private static string? Wish(int reader) => (reader % 3) switch
    {
        0 => null,
        1 => "eventops.registration.*",
        _ => "eventops.meetup.scheduled.v1",
    };

    private static bool HasKey(int reader) => reader % 4 < 2;

    private static async Task<List<Written>> Write(TestCommunity community, int seed)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, Meetups).Select(async m =>
        {
            var random = new Random(seed ^ (m * 7919));
            var answers = new List<Answer> { await community.Owner.Post("meetups", new { slug = $"m-{m}", title = "T", start = "2031-04-12T13:00", zone = "UTC" }) };
            for (var i = 0; i < Commands; i++)
                answers.Add(await (random.Next(3) switch
                {
                    0 => community.Owner.Post($"meetups/m-{m}/open-registration", new { url = $"https://example.org/{i}" }),
                    1 => community.Owner.Post($"meetups/m-{m}/write-recap", new { summary = $"{i}" }),
                    _ => community.Owner.Post($"meetups/m-{m}/add-speaker", new { name = $"{i}" }),
                }));
            return answers.Select(answer => new Written(answer.Position, MessageTypes.Of(Assert.Single(answer.Events)!)!));
        }));
        return [.. all.SelectMany(written => written)];
    }

    /// <summary>Reads until everything that was written is behind its place, over as many connections as it takes.</summary>
    private static async Task<List<long>> Read(StreamServer server, TestCommunity community, int reader, Random random, Task<List<Written>[]> writing)
    {
        var (seen, place) = (new List<long>(), 0L);
        var query = $"?after=0{(Wish(reader) is { } wish ? $"&types={wish}" : "")}";
        while (!writing.IsCompleted || place < (await writing).Max(all => all.Max(fact => fact.Position)))
        {
            await using var stream = await server.Open(community, query, HasKey(reader) ? community.Key : null, place == 0 ? null : place);
            for (var left = random.Next(1, 40); left > 0 && await stream.Next() is { } read; left--)
            {
                place = read.Id ?? place;
                if (read.IsMessage)
                    seen.Add(place);
            }
        }

        return seen;
    }
}
