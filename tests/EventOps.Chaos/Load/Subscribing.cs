using System.Text;
using System.Text.Json;
using EventOps.Chaos.Arena;
using EventOps.Chaos.Evidence;

namespace EventOps.Chaos.Load;

/// <summary>Makes the subscriptions of a run, before anything is attacked.</summary>
internal static class Subscribing
{
    private static readonly (string Name, string[] Types)[] All =
        [("everything-public", []), ("decks", ["eventops.slides.*"]), ("kitchen", ["eventops.talk.*", "eventops.agenda.published.v1"])];

    public static async Task Run(Node node, WebhookReceiver receiver, History history, CancellationToken ct)
    {
        using var caller = new Caller();
        foreach (var (name, types) in All)
        {
            var body = JsonSerializer.Serialize(new { name, sink = receiver.SinkOf(name), types });
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, $"/api/communities/{Node.Community}/subscriptions"));
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            var reply = await caller.Send(request, ct);
            if (reply.Status is not 201)
                throw new InvalidOperationException($"The subscription {name} was not made: {reply.Said}");
            history.Subscriptions.Enqueue(new(
                name, reply.Json.GetProperty("subscriptionId").GetGuid(), types, reply.Json.GetProperty("position").GetInt64()));
        }
    }
}
