using EventOps.Domain.Shared;
using EventOps.Projections.Shared;
using NodaTime;

namespace EventOps.Projections.Agendas;

/// <summary>A slot as it stood when it left the agenda: enough for a calendar to strike it out.</summary>
public sealed record GoneSlot(string Title, int Day, LocalTime Start, LocalTime End);

/// <summary>What a calendar must know of a slot that was ever released.</summary>
/// <param name="Sequence">How often what it shows has changed since it first appeared; it only rises (RFC 5545, SEQUENCE).</param>
/// <param name="Gone">Absent while it stands in the release.</param>
public sealed record LedgerEntry(Guid SlotId, int Sequence, GoneSlot? Gone = null);

/// <summary>
/// Remembers, over all releases, what those who copied the agenda rely on: how often each slot changed, which ones left, and a
/// small number for each that never becomes another's.
/// </summary>
/// <param name="Numbered">What has a number, in the order of the numbers from 1: see <see cref="KeyOf"/>.</param>
public sealed record SlotLedger(ValueList<LedgerEntry> Entries, ValueList<Guid> Numbered)
{
    public static SlotLedger Empty { get; } = new([], []);

    public int SequenceOf(Guid slotId) => Entries.FirstOrDefault(entry => entry.SlotId == slotId)?.Sequence ?? 0;

    /// <summary>The number of what <see cref="KeyOf"/> names; 0 when it was never released.</summary>
    public int NumberOf(Guid key)
    {
        for (var i = 0; i < Numbered.Count; i++)
        {
            if (Numbered[i] == key)
                return i + 1;
        }

        return 0;
    }

    /// <summary>
    /// What a slot is known by to those who star it: its talk, wherever the talk is moved to. A talk's second slot, and a slot
    /// without a talk, are known by themselves.
    /// </summary>
    public static Guid KeyOf(IEnumerable<(Guid SlotId, Guid? TalkId)> slots, Guid slotId)
    {
        var all = slots.ToList();
        var talk = all.Find(slot => slot.SlotId == slotId).TalkId;
        return talk is { } id && all.Find(slot => slot.TalkId == id).SlotId == slotId ? id : slotId;
    }

    internal SlotLedger Released(Timetable before, Timetable after)
    {
        var old = before.Slots.ToDictionary(slot => slot.SlotId);
        var entries = Entries.ToDictionary(entry => entry.SlotId);
        var order = Entries.Select(entry => entry.SlotId).ToList();
        foreach (var slot in after.Slots)
        {
            if (!entries.TryGetValue(slot.SlotId, out var known))
            {
                order.Add(slot.SlotId);
                entries.Add(slot.SlotId, new(slot.SlotId, Sequence: 0));
            }
            else if (known.Gone is not null || old.GetValueOrDefault(slot.SlotId) != slot)
            {
                entries[slot.SlotId] = new(slot.SlotId, known.Sequence + 1);
            }
        }

        var standing = after.Slots.Select(slot => slot.SlotId).ToHashSet();
        foreach (var slot in before.Slots.Where(slot => !standing.Contains(slot.SlotId)))
            entries[slot.SlotId] = Gone(entries[slot.SlotId], slot);
        var slots = after.Slots.Select(slot => (slot.SlotId, slot.Talk?.TalkId)).ToList();
        return new(
            [.. order.Select(id => entries[id])],
            [.. Numbered.Concat(slots.Select(slot => KeyOf(slots, slot.SlotId))).Distinct()]);
    }

    /// <summary>A talk is off: those who copied its slot hear of it now, not with the next release.</summary>
    internal SlotLedger Withdrawn(Timetable released, Guid talkId)
    {
        var its = released.Slots.Where(slot => slot.Talk?.TalkId == talkId).Select(slot => slot.SlotId).ToHashSet();
        return this with
        {
            Entries = [.. Entries.Select(e => its.Contains(e.SlotId) ? e with { Sequence = e.Sequence + 1 } : e)],
        };
    }

    private static LedgerEntry Gone(LedgerEntry entry, TimetableSlot slot) => new(
        slot.SlotId, entry.Sequence + 1,
        new(slot.Talk?.Title ?? slot.Title ?? slot.Kind.ToString(), slot.Day, slot.Start, slot.End));
}
