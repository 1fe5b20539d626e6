using System.Security.Cryptography;
using System.Text;
using EventOps.Domain.Shared;

namespace EventOps.Server.Erasing;

/// <summary>What erasing a person would come to.</summary>
/// <param name="Confirm">Stands for exactly this list; another list has another.</param>
/// <param name="Also">Others who bear one of these names, and may be the same person: their ids, to be included or not.</param>
/// <param name="Findings">Texts that mention the person, which stay as they are.</param>
internal sealed record ErasurePlan(
    ValueList<string> Names, ValueList<ErasedAt> Meetups, ValueList<ErasureAlso> Also, ValueList<PersonFinding> Findings, string Confirm);

/// <summary>Somebody with a name in common.</summary>
public sealed record ErasureAlso(Guid PersonId, ValueList<string> Names, int Meetups);

/// <summary>Finds a person in the log, and erases whom it found.</summary>
internal sealed class PersonErasing(PersonTraces traces, PersonFindings findings, ErasureTable table, ErasureRun run, TimeProvider time)
{
    private static readonly Guid Space = new("d1f0c5b2-7a3e-5c88-9b41-0e6a8f2c7d35");

    /// <summary>Null when no event of the community names any of these.</summary>
    public async Task<ErasurePlan?> Plan(string community, IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        var all = await traces.All(community, ct);
        var theirs = all.Where(trace => trace.PersonIds(community).Any(personIds.Contains)).ToList();
        if (theirs.Count == 0)
            return null;
        var names = theirs.SelectMany(trace => trace.Names).Distinct().Order(StringComparer.Ordinal).ToList();
        var meetups = theirs.GroupBy(trace => trace.MeetupId).OrderBy(group => group.Key).Select(group => new ErasedAt(
            group.Key, [.. group.Where(t => t.IsSpeaker).Select(t => t.Id).Order()], [.. group.Where(t => !t.IsSpeaker).Select(t => t.Id).Order()])).ToList();
        return new(
            [.. names], [.. meetups], Also(community, all.Except(theirs), names), await findings.Find(community, names, ct), ConfirmOf(meetups));
    }

    /// <summary>Writes the erasure down and carries it out; one that is not done at the end is carried on by itself.</summary>
    public async Task<Erasure> Erase(string community, ErasurePlan plan, string reason, ValueList<string> users, string askedBy, CancellationToken ct)
    {
        var erasure = await table.Begin(new(
            community, IdOf(community, plan.Confirm), reason, askedBy, plan.Meetups, new(plan.Names, users), time.GetUtcNow(), Ended: null), ct);
        await run.Run(erasure, ct);
        return (await table.Find(community, erasure.Id, ct))!;
    }

    /// <summary>The erasure that was confirmed so before; null when there was none.</summary>
    public Task<Erasure?> Find(string community, string confirm, CancellationToken ct) => table.Find(community, IdOf(community, confirm), ct);

    private static Guid IdOf(string community, string confirm) => NameBasedId.Create(Space, $"{community}\n{confirm}");

    private static ValueList<ErasureAlso> Also(string community, IEnumerable<PersonTrace> others, List<string> names) =>
    [
        .. others.Where(trace => trace.Names.Any(names.Contains))
            .SelectMany(trace => trace.PersonIds(community).Select(id => (id, trace))).GroupBy(pair => pair.id).OrderBy(group => group.Key)
            .Select(group => new ErasureAlso(
                group.Key, [.. group.SelectMany(pair => pair.trace.Names).Distinct()], group.Select(pair => pair.trace.MeetupId).Distinct().Count())),
    ];

    private static string ConfirmOf(IEnumerable<ErasedAt> meetups)
    {
        var list = string.Join('\n', meetups.Select(at => $"{at.MeetupId} {string.Join(',', at.SpeakerIds)} {string.Join(',', at.OrganiserIds)}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, 8));
    }

    /// <summary>Whether a text names the person.</summary>
    public static bool Mentions(string text, ErasurePlan plan) =>
        plan.Names.Any(name => name.Length > 1 ? text.Contains(name, StringComparison.OrdinalIgnoreCase) : text == name);
}
