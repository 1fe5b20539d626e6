using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Testing.Histories;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.History;

/// <summary>A meetup with a history that could have happened, stored event by event.</summary>
internal sealed class RandomStream(ServerFixture server, TestCommunity community, int seed)
{
    private readonly Streams streams = server.Services.GetRequiredService<Streams>();

    public Guid Id { get; } = Guid.CreateVersion7();

    public string Path => $"meetups/{Id}";

    public string Seed => $"Seed {seed}";

    /// <summary>The position of each event once it is stored.</summary>
    public async IAsyncEnumerable<long> Append(int commands)
    {
        var version = 0;
        // Scheduled slides that are due are published by the server's own timer, in between.
        foreach (var happened in new RandomMeetup(seed).Events(commands).Where(e => e is not SlidesScheduled))
        {
            var (type, data) = MeetupEvent.Names.Write(happened);
            var stored = (AppendResult.Appended)await streams.Append(
                new(community.Name, Id), "meetup", version++, [new NewEvent(Guid.CreateVersion7(), type, data)],
                new AppendMetadata { User = "key:random" }, TestContext.Current.CancellationToken);
            yield return stored.Position;
        }
    }
}
