using System.Collections.Concurrent;
using System.Text.Json;

namespace EventOps.Server.Tests.Model;

/// <summary>Random commands over HTTP come to what a small model of the rules says, one after another and all at once.</summary>
public sealed class ModelTests(ServerFixture server, ITestOutputHelper output)
{
    private const int Runs = 4;

    [Fact]
    public async Task commands_one_after_another_come_to_what_the_model_says()
    {
        var met = new HashSet<string>();
        foreach (var seed in Seeds())
        {
            var (random, model) = (new Random(seed), new ProgrammeModel());
            var meetup = await (await server.NewCommunity()).Scheduled();
            long version = 1;
            for (var step = 0; step < 150; step++)
            {
                var command = ModelCommand.Random(random);
                var answer = await meetup.Command(command.Name, command.Body);
                (var expected, model) = model.Do(command);
                Assert.True(expected == OutcomeOf(answer), $"Seed {seed}, step {step}, {command}: the model says {expected}, the server {answer.Text}");
                if (answer.Status == 200)
                    Assert.Equal(expected == ProgrammeModel.Nothing ? version : ++version, answer.Version);
                met.Add(expected);
            }

            await StandsAs(model, meetup, $"Seed {seed}");
        }

        // A model that is never contradicted because nothing happens proves nothing.
        Assert.True(met.Count >= 24, $"Only {string.Join(", ", met.Order())} came up.");
    }

    [Fact]
    public async Task commands_all_at_once_come_to_some_order_of_them()
    {
        foreach (var seed in Seeds())
        {
            var meetup = await (await server.NewCommunity()).Scheduled();
            var told = new Told();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Ask(meetup, new Random(seed * 100 + client), told)));
            var models = Replayed(told, seed);
            foreach (var (command, outcome, version, known) in told.Others)
            {
                // What changed nothing names the version it met; a refusal was right at some version since it was asked.
                var met = version is { } at ? models.Skip((int)at - 1).Take(1) : models.Skip((int)known - 1);
                Assert.True(met.Any(model => model.Do(command).Outcome == outcome), $"Seed {seed}: {command} can never have come to {outcome} at {version} or after {known}.");
            }

            await StandsAs(models[^1], meetup, $"Seed {seed}");
        }
    }

    private static async Task Ask(TestMeetup meetup, Random random, Told told)
    {
        for (var step = 0; step < 40; step++)
        {
            var command = ModelCommand.Random(random);
            var known = told.Version;
            var answer = await meetup.Command(command.Name, command.Body);
            var outcome = OutcomeOf(answer);
            if (answer.Status == 200 && outcome != ProgrammeModel.Nothing)
                told.Accept(command, outcome, answer.Version);
            else if (outcome != "meetup.contended")
                told.Others.Add((command, outcome, answer.Status == 200 ? answer.Version : null, known));
        }
    }

    // The states of the model after each version; the first is that of the meetup that was just scheduled.
    private static List<ProgrammeModel> Replayed(Told told, int seed)
    {
        List<ProgrammeModel> models = [new()];
        foreach (var (command, outcome, version) in told.Accepted.OrderBy(accepted => accepted.Version))
        {
            Assert.True(version == models.Count + 1, $"Seed {seed}: version {version} where {models.Count + 1} was to come.");
            var (expected, after) = models[^1].Do(command);
            Assert.True(expected == outcome, $"Seed {seed}, version {version}, {command}: the model says {expected}, the server {outcome}.");
            models.Add(after);
        }

        return models;
    }

    private static string OutcomeOf(Answer answer) => answer.Status == 200 ? answer.Events is [var only] ? only! : ProgrammeModel.Nothing : answer.Code!;

    private static async Task StandsAs(ProgrammeModel model, TestMeetup meetup, string which)
    {
        var stands = (await meetup.Community.Owner.Get(meetup.Path)).MustBe(200).Json;
        var drafts = stands.GetProperty("drafts");
        Assert.True(model.Release == stands.GetProperty("release").GetInt32() && model.Cancelled == (stands.Status() == "cancelled"), which);
        Assert.Equal(model.Speakers.Select(s => $"{ModelCommand.Speaker(s.Key)} {s.Value}"), Lines(drafts, "speakers", s => $"{s.Id("speakerId")} {s.GetProperty("name")}"));
        Assert.Equal(
            model.Talks.Select(t => $"{ModelCommand.Talk(t.Key)} {t.Value.Title} {t.Value.Withdrawn} {(t.Value.Speaker is { } id ? ModelCommand.Speaker(id) : null)}"),
            Lines(drafts, "talks", t => $"{t.Id("talkId")} {t.GetProperty("title")} {t.GetProperty("withdrawn").GetBoolean()} {t.GetProperty("speakers").EnumerateArray().Select(s => (Guid?)s.Id("speakerId")).FirstOrDefault()}"));
        Assert.Equal(
            model.Slots.Select(s => $"{ModelCommand.Slot(s.Key)} {s.Value.From}:00 {s.Value.To}:00 {s.Value.Room}"),
            Lines(drafts, "slots", s => $"{s.Id("slotId")} {s.GetProperty("start")} {s.GetProperty("end")} {s.GetProperty("room")}"));
        Assert.Equal(
            model.Slides.Select(s => $"{ModelCommand.Slides(s.Key)} {s.Value.Url} {s.Value.State}"),
            Lines(drafts, "slides", s => $"{s.Id("slidesId")} {s.GetProperty("url")} {s.Status()}"));
    }

    private static IEnumerable<string> Lines(JsonElement drafts, string list, Func<JsonElement, string> line) =>
        drafts.GetProperty(list).EnumerateArray().Select(line).Order(StringComparer.Ordinal);

    private IEnumerable<int> Seeds()
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("EVENTOPS_MODEL_SEED"), out var given) ? given : Random.Shared.Next(1_000_000);
        output.WriteLine($"Seeds {first} to {first + Runs - 1}.");
        return Enumerable.Range(first, Runs);
    }

    /// <summary>What the clients were told, and the highest version that any of them knows of.</summary>
    private sealed class Told
    {
        private long version = 1;

        public ConcurrentBag<(ModelCommand Command, string Outcome, long Version)> Accepted { get; } = [];

        public ConcurrentBag<(ModelCommand Command, string Outcome, long? Version, long Known)> Others { get; } = [];

        public long Version => Interlocked.Read(ref version);

        public void Accept(ModelCommand command, string outcome, long reached)
        {
            Accepted.Add((command, outcome, reached));
            for (var known = Version; known < reached && Interlocked.CompareExchange(ref version, reached, known) != known;)
                known = Version;
        }
    }
}

file static class Reading
{
    public static string Status(this JsonElement json) => json.GetProperty("status").GetString()!;

    public static Guid Id(this JsonElement json, string name) => json.GetProperty(name).GetGuid();
}
