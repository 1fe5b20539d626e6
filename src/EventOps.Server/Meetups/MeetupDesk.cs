using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Files;
using EventOps.Server.History;
using NodaTime;

namespace EventOps.Server.Meetups;

/// <summary>Commands for one meetup, all or nothing, and the conditions they come under.</summary>
internal sealed record MeetupRequest(string Community, Guid MeetupId, IReadOnlyList<MeetupCommand> Commands, CommandOptions Options)
{
    /// <summary>What keeps whoever asks from this command on this meetup; null: nothing does.</summary>
    public Func<Meetup, MeetupCommand, Refusal?>? Limit { get; init; }
}

/// <summary>What the Domain said: a refusal (and of which command), or the warnings that go with acceptance.</summary>
internal sealed record Ruling(
    string Slug, ValueList<Warning> Warnings, Refusal? Refusal = null, int RefusedCommand = 0, Rehearsal? Rehearsal = null);

/// <summary>What was decided, on which meetup, and which it makes of it.</summary>
internal sealed record Rehearsal(Meetup Before, IReadOnlyList<MeetupEvent> Events, Meetup After);

/// <summary>
/// The one way of a command, whether it comes by HTTP, by the command line or by an import: load, decide, append.
/// </summary>
internal sealed class MeetupDesk(Streams streams, SlugRegister slugs, FileRegister files, TimeProvider time)
{
    public async Task<CommandOutcome<Ruling>> Handle(MeetupRequest request, CancellationToken ct)
    {
        request = await request.WithPast(streams, ct);
        request = request with { Commands = await files.Handed(request.Community, request.Commands, ct) };
        var reserved = new List<string>();
        foreach (var slug in request.Commands.Select(SlugOf).OfType<string>().Distinct())
        {
            if (!await HasSlug(request, slug, ct))
            {
                await Release(request, reserved);
                return await SlugTaken(request, slug, ct);
            }

            reserved.Add(slug);
        }

        foreach (var alias in Removed(request).Except(reserved))
            if (await slugs.Reserve(request.Community, alias, request.MeetupId, ct))
                reserved.Add(alias);
        var outcome = await Decide(request, ct);
        // What became a slug stays one; whether an alias stays is to be seen.
        await Release(request, outcome is CommandOutcome<Ruling>.Appended ? reserved.Intersect(Aliases(request)) : reserved);
        if (reserved.Count > 0)
            slugs.Changed(request.Community, request.MeetupId);
        return outcome;
    }

    private static string? SlugOf(MeetupCommand command) => command switch
    {
        ScheduleEvent schedule => schedule.Slug,
        ChangeSlug change => change.Slug,
        AddAlias add => add.Alias,
        _ => null,
    };

    // Held while it is removed, so that it is free as soon as it is, and not while another request gives it back to the meetup.
    private static IEnumerable<string> Removed(MeetupRequest request) =>
        request.Options.DryRun ? [] : request.Commands.OfType<RemoveAlias>().Select(remove => remove.Alias).Distinct();

    private static IEnumerable<string> Aliases(MeetupRequest request) =>
        [.. request.Commands.OfType<AddAlias>().Select(add => add.Alias), .. Removed(request)];

    private Task<bool> HasSlug(MeetupRequest request, string slug, CancellationToken ct) => request.Options.DryRun
        ? slugs.IsFree(request.Community, slug, request.MeetupId, ct)
        : slugs.Reserve(request.Community, slug, request.MeetupId, ct);

    private async Task Release(MeetupRequest request, IEnumerable<string> reserved)
    {
        foreach (var slug in request.Options.DryRun ? [] : reserved)
            await slugs.Release(request.Community, slug, request.MeetupId, CancellationToken.None);
    }

    private Task<CommandOutcome<Ruling>> Decide(MeetupRequest request, CancellationToken ct)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        return streams.Decide(
            MeetupStreams.Definition,
            new StreamKey(request.Community, request.MeetupId),
            loaded => Rule(request, loaded.State, now),
            request.Options,
            ct);
    }

    // A request that was answered before keeps its answer, even where its slug could not be had any more.
    private Task<CommandOutcome<Ruling>> SlugTaken(MeetupRequest request, string slug, CancellationToken ct) =>
        streams.Decide(
            MeetupStreams.Definition,
            new StreamKey(request.Community, request.MeetupId),
            loaded => new Choice<MeetupEvent, Ruling>([], new(loaded.State.Slug, [], new SlugTaken(slug), IndexOf(request, slug))),
            request.Options,
            ct);

    private static int IndexOf(MeetupRequest request, string slug) =>
        request.Commands.Index().First(command => SlugOf(command.Item) == slug).Index;

    private static Choice<MeetupEvent, Ruling> Rule(MeetupRequest request, Meetup meetup, Instant now)
    {
        var commands = request.Commands;
        var before = meetup;
        var events = new List<MeetupEvent>();
        var warnings = new List<Warning>();
        for (var i = 0; i < commands.Count; i++)
        {
            var decision = commands[i].Decide(meetup, now);
            if ((request.Limit?.Invoke(meetup, commands[i]) ?? decision.Refusal) is { } refusal)
                return new([], new(meetup.Slug, [], refusal, i));
            events.AddRange(decision.Events);
            warnings.AddRange(decision.Warnings);
            meetup = decision.Events.Aggregate(meetup, (state, e) => state.Evolve(e));
        }

        var ruling = new Ruling(meetup.Slug, [.. warnings], Rehearsal: new(before, events, meetup));
        return new(events, ruling, references => CommandAnswer.Keep(ruling, references));
    }
}

/// <summary>Another meetup of the community has the slug.</summary>
public sealed record SlugTaken(string Slug) : Refusal(
    RefusalKind.Conflict, "meetup.slug_taken", $"Another meetup of this community is called '{Slug}'.");
