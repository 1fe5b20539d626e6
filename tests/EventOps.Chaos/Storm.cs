using System.Collections.Concurrent;
using System.Diagnostics;
using EventOps.Chaos.Arena;
using EventOps.Chaos.Checks;
using EventOps.Chaos.Evidence;
using EventOps.Chaos.Faults;
using EventOps.Chaos.Load;
using Npgsql;

namespace EventOps.Chaos;

/// <summary>A fault as it was done, or how it failed to be.</summary>
internal sealed record Struck(string Kind, string What, TimeSpan At);

/// <summary>What a run came to.</summary>
/// <param name="Misses">The kind of each fault that found nothing to hit.</param>
/// <param name="Missing">Kinds that this machine does not allow.</param>
internal sealed record Outcome(
    Settings Settings, IReadOnlyList<Struck> Faults, IReadOnlyList<string> Misses, IReadOnlyList<Impossible> Missing,
    Findings Findings, IReadOnlyDictionary<string, int> Answers, IReadOnlyList<int> Starts, IReadOnlyList<int> Cuts, TimeSpan Took,
    IReadOnlyList<Violation> Violations)
{
    private const int TooManyMisses = 3;

    /// <summary>How often each kind was tried that was never done.</summary>
    public IReadOnlyDictionary<string, int> NeverDone { get; } =
        Misses.Except(Faults.Select(f => f.Kind)).ToDictionary(kind => kind, kind => Misses.Count(kind.Equals));

    /// <summary>Nothing broken by faults that were done; or, without durability, the loss was seen.</summary>
    public bool IsAsExpected => Settings.Durable
        ? Violations.Count == 0 && NeverDone.Values.All(tries => tries < TooManyMisses)
        : Judgement.ShowsLoss(Violations);
}

/// <summary>One run: the load goes on while faults strike one after another; then all comes to rest and is judged.</summary>
internal sealed class Storm(Settings settings, Stage stage, Action<string> say)
{
    private const int Attempts = 5;
    private static readonly TimeSpan BeforeAnother = TimeSpan.FromMilliseconds(500);

    private readonly History history = new();
    private readonly List<string> misses = [];
    private readonly long began = Stopwatch.GetTimestamp();

    public async Task<Outcome> Run(CancellationToken ct)
    {
        await using var receiver = await WebhookReceiver.Start(history, settings.Seed);
        await Subscribing.Run(stage.Nodes[0], receiver, history, ct);
        using var loadEnds = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var readersEnd = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var followers = Followers();
        var readers = followers.Select(f => f.Run(readersEnd.Token))
            .Append(new ProgressWatch(stage.Cluster, history).Run(readersEnd.Token)).ToList();
        var load = Load(loadEnds.Token);

        var deck = new FaultDeck(stage, history, new Random(settings.Seed), settings.Only);
        foreach (var missing in settings.Durable ? deck.Missing : [])
            say($"cannot be done here: {missing.Kind} ({missing.Why})");
        var struck = settings.Durable ? await Strike(deck, ct) : await Unplug.Run(stage, new Random(settings.Seed), Told, ct);
        await loadEnds.CancelAsync();
        await Task.WhenAll(load);
        say("the load is over; waiting for rest");
        var settlement = await new Aftermath(stage, followers).Wait(
            settings.Durable ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(10),
            settings.Durable ? TimeSpan.FromMinutes(8) : TimeSpan.FromSeconds(5), ct);
        await readersEnd.CancelAsync();
        await Task.WhenAll(readers);

        say("reading the log, folding it again");
        var findings = await Gathering.Of(stage, history, settlement, ct);
        return new Outcome(
            settings, struck, misses, deck.Missing, findings, history.Answers, [.. stage.Nodes.Select(n => n.Starts)],
            [.. stage.Nodes.Select(n => n.Proxy.Cuts)], Stopwatch.GetElapsedTime(began), Judgement.Of(findings));
    }

    private async Task<IReadOnlyList<Struck>> Strike(FaultDeck deck, CancellationToken ct)
    {
        var struck = new List<Struck>();
        var random = new Random(settings.Seed + 1);
        await Task.Delay(TimeSpan.FromSeconds(2), ct);
        while (struck.Count < settings.Faults && Stopwatch.GetElapsedTime(began).TotalSeconds < settings.Seconds)
        {
            var fault = deck.Draw();
            // Its own numbers: what one fault draws, which may depend on the moment, does not change the next ones.
            if (await What(fault, random.Next(), ct) is { } what)
                struck.Add(Told(fault.Kind, what));
            await random.Hold(0.2, 1.2, ct);
            ct.ThrowIfCancellationRequested();
        }

        return struck;
    }

    /// <summary>What was done; null when nothing was there to be hit, or an earlier fault still kept the database down.</summary>
    private async Task<string?> What(Fault fault, int seed, CancellationToken ct)
    {
        for (var i = 0; i < Attempts; i++)
            try
            {
                // Other numbers each time: a foreign writer that was cut short has left its name in the history.
                if (await fault.Strike(new Random(seed + i), ct) is { } what)
                    return what;
                await Task.Delay(BeforeAnother, ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                await Persistence.UntilDone(async () => await stage.Cluster.Direct.Ask<int>("select 1", ct));
            }

        misses.Add(fault.Kind);
        say($"         {fault.Kind}: could not be done now; not counted");
        return null;
    }

    private Struck Told(string kind, string what)
    {
        var struck = new Struck(kind, what, Stopwatch.GetElapsedTime(began));
        say($"{struck.At.TotalSeconds,6:0.0} s  {kind}: {what}");
        return struck;
    }

    private List<Task> Load(CancellationToken ends)
    {
        var shared = new ConcurrentQueue<PlannedMeetup>();
        return
        [
            .. Enumerable.Range(1, settings.Clients).Select(number => Task.Run(() =>
                new Organizer(number, stage.Nodes, shared, history, settings.Seed + (100 * number)).Run(ends))),
        ];
    }

    private List<FeedFollower> Followers() =>
    [
        new("follower of all", [], stage.Nodes, history, settings.Seed + 11),
        new("follower of decks", ["eventops.slides.*"], stage.Nodes, history, settings.Seed + 12),
        new("follower of agendas", ["eventops.agenda.published.v1", "eventops.meetup.*"], stage.Nodes, history, settings.Seed + 13),
    ];
}
