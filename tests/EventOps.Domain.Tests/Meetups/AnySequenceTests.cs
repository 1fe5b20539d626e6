using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using Xunit;
using static EventOps.Testing.Scenarios.MeetupScenario;

namespace EventOps.Domain.Tests.Meetups;

/// <summary>What holds whatever people ask for, in whatever order.</summary>
public sealed class AnySequenceTests(ITestOutputHelper output)
{
    private const int Sequences = 400;
    private const int Length = 120;

    // Pairs of a noun and an id are tuples, whose parts are fields.
    private static readonly JsonSerializerOptions WithFields = new(DomainJson.Options) { IncludeFields = true };

    [Fact]
    public void no_command_throws_a_repeat_decides_nothing_and_the_log_tells_it_all()
    {
        var seen = new HashSet<Type>();
        var first = Random.Shared.Next();
        for (var seed = first; seed != first + Sequences; seed++)
        {
            try
            {
                seen.UnionWith(Play(new RandomCommand(new Random(seed))));
            }
            catch (Exception failure)
            {
                Assert.Fail($"Seed {seed}: {failure}");
            }
        }

        output.WriteLine($"Seeds {first} to {first + Sequences - 1}.");
        // No command of an organizer erases a person.
        Assert.Equal([], MeetupEvent.Names.Types.Except(seen).Except([typeof(PersonErased)]));
    }

    private static IEnumerable<Type> Play(RandomCommand random)
    {
        var (live, replayed) = (Meetup.Initial, Meetup.Initial);
        var log = new List<MeetupEvent>();
        for (var turn = 0; turn < Length; turn++)
        {
            var command = random.Next();
            var decision = command.Decide(live, Now);
            if (decision.Events.Count == 0)
                continue;
            Assert.Null(decision.Refusal);
            live = decision.Events.Aggregate(live, (meetup, happened) => meetup.Evolve(happened));
            log.AddRange(decision.Events);
            Assert.Equal(Decision<MeetupEvent>.Nothing, command.Decide(live, Now));
        }

        foreach (var happened in log)
        {
            var (type, data) = MeetupEvent.Names.Write(happened);
            replayed = replayed.Evolve(MeetupEvent.Names.Read(type, data));
        }

        Assert.Equal(JsonSerializer.Serialize(live, WithFields), JsonSerializer.Serialize(replayed, WithFields));
        return log.Select(happened => happened.GetType());
    }
}
