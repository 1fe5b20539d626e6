using System.Runtime.CompilerServices;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Formats.Importing;
using EventOps.Formats.Importing.Files;
using EventOps.Notifications.Messages;
using EventOps.Server.Meetups;
using EventOps.Server.Meetups.Commands;

namespace EventOps.Server.Importing;

/// <summary>What became of one page.</summary>
/// <param name="Commands">What the page asks for and the meetup does not have yet.</param>
/// <param name="Answer">Absent for a dry run, a refusal, or when there was nothing to do.</param>
internal sealed record ImportResult(
    string Path, Guid? MeetupId, string? Slug, ValueList<MeetupCommand> Commands, ValueList<Finding> Findings,
    CommandAnswer? Answer, Refusal? Refusal)
{
    public bool IsRefused => Refusal is not null;

    /// <summary>What became of every line of the page.</summary>
    public ValueList<AccountedLine> Lines { get; init; }

    public PageDamage? Damage { get; init; }

    public string? DuplicateOf { get; init; }

    /// <summary>It would be carried out only with its damage accepted.</summary>
    public bool IsDraft { get; init; }
}

/// <summary>Brings pages in by the same way that every command goes. A second import of the same page finds nothing to do.</summary>
/// <param name="slugs">A page is about the meetup that has its slug, whoever made it.</param>
/// <param name="memories">Without them whatever differs is taken for an edit of the page.</param>
internal sealed class PageImports(Streams streams, SlugRegister slugs, MeetupDesk desk, ImportedPages? memories = null)
{
    private const int AtOnce = 16;

    /// <summary>
    /// Pages of different meetups, a few at a time, so that their appends share commits; the results in the order of the pages.
    /// </summary>
    public async IAsyncEnumerable<ImportResult> RunAll(
        IReadOnlyList<ImportedPage> pages, string community, bool dryRun, [EnumeratorCancellation] CancellationToken ct)
    {
        var running = new Queue<Task<ImportResult>>();
        foreach (var page in pages)
        {
            if (running.Count == AtOnce)
                yield return await running.Dequeue();
            running.Enqueue(Run(page, community, dryRun, ct));
        }

        while (running.TryDequeue(out var next))
            yield return await next;
    }

    /// <summary>A file of talks, which is read on the meetup that it is for.</summary>
    public async Task<ImportResult> Run(TalkFile file, string community, bool dryRun, CancellationToken ct)
    {
        var meetupId = file.Slug is { } slug ? await slugs.Find(community, slug, ct) : null;
        var current = meetupId is { } id ? (await streams.Load(MeetupStreams.Definition, new(community, id), ct)).State : Meetup.Initial;
        return await Run(file.On(current), community, dryRun, ct);
    }

    /// <summary>Plans what the page asks for beyond what the meetup has, and carries it out unless it is only to be shown.</summary>
    public async Task<ImportResult> Run(ImportedPage page, string community, bool dryRun, CancellationToken ct)
    {
        if (page.Meetup is not { } draft)
            return new(page.Path, null, null, [], page.Findings, null, null) { Lines = page.Lines, Damage = page.Damage, IsDraft = page.IsDraft };
        if (await slugs.Find(community, draft.Slug, ct) is { } meetupId)
            page = page with { Meetup = draft = draft with { MeetupId = meetupId } };
        var loaded = await streams.Load(MeetupStreams.Definition, new(community, draft.MeetupId), ct);
        var last = loaded.State.Exists && memories is not null ? await memories.Find(community, draft.MeetupId, page.Path, ct) : null;
        var plan = await WithFreeAliases(ImportPlanner.Plan(page, loaded.State, last), community, ct);
        var misshapen = Misshapen(plan.Commands).ToList();
        var result = new ImportResult(
            page.Path, plan.MeetupId, plan.Slug, plan.Commands, [.. plan.Findings, .. misshapen], null, null)
        {
            Lines = page.Lines, Damage = page.Damage, DuplicateOf = page.DuplicateOf, IsDraft = plan.IsDraft,
        };
        if (dryRun || plan.IsDraft || page.DuplicateOf is not null || misshapen.Count > 0)
            return result;
        var done = plan.Commands.Count == 0 ? result : await CarryOut(result, community, loaded.Version, ct);
        // After the events: lost in between, the page is compared with what it said the time before, and asks for nothing twice.
        if (!done.IsRefused && memories is not null && page.Damage?.Repair is not DamageRepair.Twin)
            await memories.Keep(community, draft.MeetupId, page, plan.Memory, ct);
        return done;
    }

    // A page does not stay out for the sake of an address that it had once.
    private async Task<ImportPlan> WithFreeAliases(ImportPlan plan, string community, CancellationToken ct)
    {
        foreach (var wanted in plan.Commands.OfType<AddAlias>())
        {
            if (CommandReader.ErrorsOf(wanted).Count == 0 && await slugs.IsFree(community, wanted.Alias, plan.MeetupId, ct))
                continue;
            plan = plan with
            {
                Commands = [.. plan.Commands.Where(command => command != wanted)],
                Findings = [.. plan.Findings, new(
                    FindingSeverity.Warning, "alias.taken", "Another meetup is called so, or the server itself uses the word. It was left out.", 1, wanted.Alias)],
            };
        }

        return plan;
    }

    private async Task<ImportResult> CarryOut(ImportResult result, string community, long version, CancellationToken ct)
    {
        var options = new CommandOptions { ExpectedVersion = version, Metadata = MetadataOf(result) };
        var request = new MeetupRequest(community, result.MeetupId!.Value, result.Commands, options);
        return await desk.Handle(request, ct) switch
        {
            CommandOutcome<Ruling>.Appended done => result with { Answer = CommandAnswer.Of(request.MeetupId, done) },
            CommandOutcome<Ruling>.Unchanged { Result.Refusal: { } refusal } => result with { Refusal = refusal },
            CommandOutcome<Ruling>.Unchanged same => result with { Answer = CommandAnswer.Of(request.MeetupId, same) },
            _ => result with { Refusal = new ImportOvertaken() },
        };
    }

    private static AppendMetadata MetadataOf(ImportResult result) => new()
    {
        User = "import",
        CorrelationId = $"import:{result.Path}",
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["command"] = string.Join(',', result.Commands.Select(command => command.GetType().Name).Distinct()),
            [ImportHeader.Name] = ImportHeader.Value,
        },
    };

    // A page can hold what no request may; it is said, and nothing of the page is carried out by halves.
    private static IEnumerable<Finding> Misshapen(IEnumerable<MeetupCommand> commands) => commands
        .SelectMany(command => CommandReader.ErrorsOf(command).Select(error => new Finding(
            FindingSeverity.Error, "command.misshapen", $"{command.GetType().Name}: {error.Message}", 1)));
}

/// <summary>The meetup was changed while its page was being imported.</summary>
internal sealed record ImportOvertaken() : Refusal(
    RefusalKind.Conflict, "import.overtaken", "The meetup was changed while its page was being read; import it again.");
