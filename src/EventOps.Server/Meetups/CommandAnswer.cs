using System.Text.Json;
using EventOps.Domain.Shared;
using EventOps.EventStore;

namespace EventOps.Server.Meetups;

/// <summary>An event that a command appended.</summary>
public sealed record AppendedEvent(Guid Id, string Type);

/// <summary>The answer of every command.</summary>
/// <param name="Version">The meetup's version after the command; the next If-Match.</param>
/// <param name="Position">The place in the store-wide order; a read with <c>?minPosition=</c> includes it.</param>
/// <param name="Events">What was appended; empty when it was so already.</param>
/// <param name="DryRun">With <c>?dryRun=true</c>: what would come of it. Nothing was stored.</param>
public sealed record CommandAnswer(
    Guid MeetupId, string Slug, long Version, long Position, ValueList<AppendedEvent> Events, ValueList<Warning> Warnings,
    DryRunReport? DryRun = null)
{
    private sealed record Kept(string Slug, ValueList<AppendedEvent> Events, ValueList<Warning> Warnings);

    /// <summary>What is stored under an idempotency key; the store adds version and position.</summary>
    internal static ReadOnlyMemory<byte> Keep(Ruling ruling, IReadOnlyList<EventReference> events) =>
        JsonSerializer.SerializeToUtf8Bytes(new Kept(ruling.Slug, Named(events), ruling.Warnings), DomainJson.Options);

    internal static CommandAnswer Of(Guid meetupId, CommandOutcome<Ruling>.Appended outcome) => new(
        meetupId, outcome.Result.Slug, outcome.Version, outcome.Position, Named(outcome.Events), outcome.Result.Warnings);

    internal static CommandAnswer Of(Guid meetupId, CommandOutcome<Ruling>.Unchanged outcome) => new(
        meetupId, outcome.Result.Slug, outcome.Version, outcome.Position, [], outcome.Result.Warnings);

    internal static CommandAnswer Of(CommandOutcome<Ruling>.Repeated outcome)
    {
        var kept = JsonSerializer.Deserialize<Kept>(outcome.Answer.Span, DomainJson.Options)!;
        return new(outcome.StreamId, kept.Slug, outcome.Version, outcome.Position, kept.Events, kept.Warnings);
    }

    private static ValueList<AppendedEvent> Named(IReadOnlyList<EventReference> events) =>
        [.. events.Select(e => new AppendedEvent(e.Id, e.Type))];
}
