using System.Globalization;
using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Deliveries;
using EventOps.Server.Hosting;
using EventOps.Server.Subscriptions;

namespace EventOps.Server.CommandLine;

/// <summary>Which subscription is meant; without a community, that of the settings.</summary>
internal sealed record SubscriptionChoice(Guid Id, string? Community);

/// <summary>Shows what was sent to a subscription, and asks for it again as the API does.</summary>
internal static class DeliveriesCommand
{
    public static Task<int> List(SubscriptionChoice of, string? state, int limit, bool json, CancellationToken ct) =>
        On(of, async (community, store) =>
        {
            var found = await new DeliveryLog(store.Database).List(community, of.Id, state, long.MaxValue, limit, ct);
            if (json)
                Console.WriteLine(JsonSerializer.Serialize(new DeliveriesAnswer([.. found.Select(DeliveryLine.Of)]), DomainJson.Options));
            else
                foreach (var delivery in found)
                    Console.WriteLine(Line(delivery));
            return ExitCodes.Done;
        }, ct);

    public static async Task<int> Replay(SubscriptionChoice of, ReplayRequest request, CancellationToken ct)
    {
        if (ReplaySubscriptionRoute.ErrorsOf(request).Count > 0)
            throw new SettingException("--from", "or --since must be given, not both, and positions count from 1");
        return await On(of, async (community, store) =>
        {
            var replays = new Replays(new SubscriptionDesk(store.Streams), store.Feed);
            var (command, outcome) = await replays.Run(community, of.Id, Guid.CreateVersion7(), request, CommandOptions.None, ct);
            return outcome switch
            {
                CommandOutcome<Refusal?>.Appended done => await Say(
                    Console.Out, $"Positions {command.FromPosition} to {command.UntilPosition} are sent again{(request.OnlyFailed ? " where they failed" : "")}; asked for at position {done.Position}.", ExitCodes.Done),
                CommandOutcome<Refusal?>.Unchanged { Result: { } refusal } => await Say(Console.Error, refusal.Message, ExitCodes.Refused),
                _ => await Say(Console.Error, "Somebody else changes the subscription just now; try again.", ExitCodes.Refused),
            };
        }, ct);
    }

    private static async Task<int> On(SubscriptionChoice of, Func<string, EventStoreModule, Task<int>> run, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var settings = ServerSettings.From(configuration);
        using var loggers = Logs.Create(configuration, structured: false, quiet: true);
        await using var backend = await Backend.Open(settings, join: true, Console.Error.WriteLine, loggers, ct);
        var community = of.Community ?? settings.Community;
        var subscription = (await new SubscriptionDesk(backend.Store.Streams).Load(community, of.Id, ct)).State;
        return subscription.Exists
            ? await run(community, backend.Store)
            : await Say(Console.Error, new SubscriptionNotFound().Message, ExitCodes.Refused);
    }

    private static string Line(LoggedDelivery d)
    {
        var last = d.Log is [.., var attempt] ? attempt.Ended is null ? "unknown outcome" : $"{attempt.Status} {attempt.Error}".Trim() : "";
        return string.Create(CultureInfo.InvariantCulture, $"{d.Position,8}  {d.State,-9}  {d.Attempts,2} attempts  {d.Type,-34}  {last}").TrimEnd();
    }

    private static async Task<int> Say(TextWriter to, string text, int code)
    {
        await to.WriteLineAsync(text);
        return code;
    }
}
