using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Domain.Subscriptions;
using EventOps.EventStore;
using EventOps.Notifications.Subscriptions;

namespace EventOps.Server.Meetups;

/// <summary>An event that would be appended; ids that the request left out would be others.</summary>
public sealed record DecidedEvent(string Type, JsonElement Data);

/// <summary>A subscription that would be told.</summary>
/// <param name="Types">The types of messages it would get.</param>
public sealed record ToldSubscription(
    Guid SubscriptionId, string Name, SubscriptionKind Kind, SubscriptionStatus State, ValueList<string> Types);

/// <summary>What would come of a command, of which nothing was stored.</summary>
/// <param name="Events">What would be appended.</param>
/// <param name="Clashes">Two things at once in the programme as it would be.</param>
/// <param name="Told">Who would be told. Messages about the same thing may merge, and a paused one gets them when it is resumed.</param>
public sealed record DryRunReport(
    ValueList<DecidedEvent> Events, ValueList<ProgrammeClash> Clashes, ValueList<ToldSubscription> Told)
{
    internal static readonly DryRunReport Nothing = new([], [], []);
}

/// <summary>Makes the report of a dry run.</summary>
internal sealed class DryRunReports(Listeners listeners)
{
    public async Task<DryRunReport> Of(MeetupRequest request, CommandOutcome<Ruling> outcome, CancellationToken ct) =>
        outcome is CommandOutcome<Ruling>.Unchanged { Result.Rehearsal: { } rehearsal }
            ? new([.. rehearsal.Events.Select(Decided)], ProgrammeClash.In(rehearsal.After), await Told(request, rehearsal, ct))
            : DryRunReport.Nothing;

    private async Task<ValueList<ToldSubscription>> Told(MeetupRequest request, Rehearsal rehearsal, CancellationToken ct)
    {
        var found = await listeners.Of(new(request.Community, request.MeetupId), rehearsal.Before, rehearsal.Events, ct);
        return [.. found.Select(l => new ToldSubscription(l.Subscriber.Id, l.Subscriber.Name, l.Subscriber.Kind, l.Subscriber.Status, [.. l.Types]))];
    }

    private static DecidedEvent Decided(MeetupEvent happened)
    {
        var (type, data) = MeetupEvent.Names.Write(happened);
        return new(type, JsonElement.Parse(data.Span));
    }
}
