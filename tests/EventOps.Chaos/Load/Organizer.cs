using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Load;

/// <summary>
/// One client that plans meetups, its own and those it shares with others. With an idempotency key it sends the same request
/// again, to any node, until it knows; without one it never does. Everything is written down.
/// </summary>
internal sealed class Organizer(
    int number, IReadOnlyList<Node> nodes, ConcurrentQueue<PlannedMeetup> shared, History history, int seed)
{
    private const int WishesPerMeetup = 40;
    private const int KeysPerTen = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Random random = new(seed);
    private PlannedMeetup? own;
    private int operations;
    private int meetups;

    /// <summary>Plans until told to stop, then finishes what is under way.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var caller = new Caller();
        while (!stopping.IsCancellationRequested)
        {
            await Plan(caller);
            await Task.Delay(random.Next(10, 120), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Plan(Caller caller)
    {
        if (own is null || own.Wishes > WishesPerMeetup)
        {
            var planned = new PlannedMeetup(PlannedMeetup.Fresh(random), $"m{number}-{++meetups}");
            own = await Carry(caller, planned, planned.Schedule()) is Fate.Ok ? planned : null;
            if (own is not null && random.Next(3) == 0)
                shared.Enqueue(own);
            return;
        }

        var meetup = random.Next(3) == 0 && shared.TryPeek(out var ours) ? ours : own;
        if (meetup.Wishes > 2 * WishesPerMeetup)
            shared.TryDequeue(out _);
        await Carry(caller, meetup, meetup.Next(random));
    }

    private async Task<Fate> Carry(Caller caller, PlannedMeetup meetup, Wish wish)
    {
        var id = $"c{number}-{++operations}";
        var key = random.Next(10) < KeysPerTen ? $"{id}-{seed}" : null;
        var tries = new List<Try>();
        using var patience = new CancellationTokenSource(Patience);
        do
        {
            tries.Add(await Once(caller, wish, key, $"{id}.{tries.Count + 1}"));
            if (tries[^1].Fate is Fate.Unknown)
                await Task.Delay(random.Next(50, 300));
        }
        while (key is not null && tries[^1].Fate is Fate.Unknown && !patience.IsCancellationRequested);
        // Now and then somebody presses the button twice.
        if (key is not null && tries[^1].Fate is Fate.Ok && random.Next(10) == 0)
            tries.Add(await Once(caller, wish, key, $"{id}.{tries.Count + 1}"));
        var operation = new Operation(id, wish.Route.Length > 0 ? wish.Route : "schedule", wish.Meetup, key, wish.Types, tries);
        history.Operations.Enqueue(operation);
        if (operation.Fate is Fate.Ok)
        {
            wish.Done();
            meetup.Saw(operation.Tries.Max(t => t.Answer?.Version ?? 0));
            await Look(caller, meetup, operation.Tries.Max(t => t.Answer?.Position ?? 0));
        }

        return operation.Fate;
    }

    private async Task<Try> Once(Caller caller, Wish wish, string? key, string correlation)
    {
        var path = $"/api/communities/{Node.Community}/meetups" + (wish.Route.Length > 0 ? $"/{wish.Meetup}/{wish.Route}" : "");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(nodes[random.Next(nodes.Count)].Address, path));
        request.Content = new StringContent(JsonSerializer.Serialize(wish.Body), Encoding.UTF8, "application/json");
        request.Headers.Add("X-Correlation-Id", correlation);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (wish.IfMatch is { } version)
            request.Headers.Add("If-Match", $"\"{version}\"");
        var reply = await caller.Send(request, CancellationToken.None);
        history.Count(reply.Said);
        return reply.Status switch
        {
            200 or 201 => new Try(correlation, Fate.Ok, reply.Said, Answer(reply.Json)),
            >= 400 and < 500 => new Try(correlation, Fate.Failed, reply.Said),
            // Said before anything is sent to the database.
            503 when reply.Said == "503 store.busy" => new Try(correlation, Fate.Failed, reply.Said),
            _ => new Try(correlation, Fate.Unknown, reply.Said),
        };
    }

    // Read your own writes, on any node.
    private async Task Look(Caller caller, PlannedMeetup meetup, long position)
    {
        if (random.Next(4) != 0)
            return;
        var path = $"/api/communities/{Node.Community}/meetups/{meetup.Id}/agenda?view=draft&minPosition={position}";
        var reply = await caller.Get(nodes[random.Next(nodes.Count)], path, CancellationToken.None);
        history.Count($"page {reply.Said}");
        if (reply.Status is 200)
            history.Pages.Enqueue(new(
                meetup.Id, position, reply.Json.GetProperty("version").GetInt64(), Digests.Of(reply.Body)));
    }

    private static Acknowledgement Answer(JsonElement answer) => new(
        answer.GetProperty("version").GetInt64(), answer.GetProperty("position").GetInt64(),
        [.. answer.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetGuid())]);
}
