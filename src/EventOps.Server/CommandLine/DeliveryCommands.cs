using System.CommandLine;
using System.CommandLine.Parsing;
using EventOps.Server.Subscriptions;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Server.CommandLine;

/// <summary>The words of <c>deliveries list</c> and <c>deliveries replay</c>.</summary>
internal static class DeliveryCommands
{
    public static Command Make(Func<Func<Task<int>>, Task<int>> guarded) =>
        new("deliveries", "What was sent to a subscription, and sending it again.") { List(guarded), Replay(guarded) };

    private static Command List(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var state = new Option<string?>("--state") { Description = "Only these: pending, delivered, dead, disabled, merged." };
        state.AcceptOnlyFromAmong([.. Notifications.Deliveries.DeliveryLog.States]);
        var limit = new Option<int>("--limit") { Description = "How many, the newest first.", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 1 or > 1000)
                given.AddError("'--limit' must be from 1 to 1000.");
        });
        var (subscription, community) = (Subscription(), Community());
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("list", "Deliveries of a subscription, with how their last attempt went.") { subscription, community, state, limit, json };
        command.SetAction((line, ct) => guarded(() => DeliveriesCommand.List(
            new(line.GetValue(subscription), line.GetValue(community)), line.GetValue(state), line.GetValue(limit), line.GetValue(json), ct)));
        return command;
    }

    private static Command Replay(Func<Func<Task<int>>, Task<int>> guarded)
    {
        var from = new Option<long?>("--from") { Description = "The first position, itself included." };
        var since = new Option<Instant?>("--since") { Description = "Everything recorded at this time or later, like 2026-05-01T00:00:00Z.", CustomParser = Time };
        var until = new Option<long?>("--until") { Description = "The last position, itself included; without it, all there is." };
        var failed = new Option<bool>("--only-failed") { Description = "Only what never arrived." };
        var (subscription, community) = (Subscription(), Community());
        var command = new Command("replay", "Sends again what happened, with the same ids and bytes.") { subscription, community, from, since, until, failed };
        command.SetAction((line, ct) => guarded(() => DeliveriesCommand.Replay(
            new(line.GetValue(subscription), line.GetValue(community)),
            new ReplayRequest(line.GetValue(from), line.GetValue(since), line.GetValue(until), line.GetValue(failed)), ct)));
        return command;
    }

    private static Option<Guid> Subscription() => new("--subscription") { Description = "The subscription's id.", Required = true };

    private static Option<string?> Community() => new("--community") { Description = "The community that the subscription belongs to." };

    private static Instant? Time(ArgumentResult given)
    {
        var parsed = InstantPattern.ExtendedIso.Parse(given.Tokens[0].Value);
        if (!parsed.Success)
            given.AddError("'--since' must be a time in UTC like 2026-05-01T00:00:00Z.");
        return parsed.Success ? parsed.Value : null;
    }
}
