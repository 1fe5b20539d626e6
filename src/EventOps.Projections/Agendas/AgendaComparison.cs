using EventOps.Domain.Shared;
using EventOps.Projections.History;
using EventOps.Projections.Shared;

namespace EventOps.Projections.Agendas;

/// <summary>Compares two moments of an agenda, and finds the facts between them that made the difference.</summary>
internal static class AgendaComparison
{
    public static AgendaDiff Of(AgendaPast past, AgendaMoment from, AgendaMoment to, bool draft)
    {
        var planned = new AgendaCauses(past, from.Planned, to.Planned, page => AgendaFaces.OfProgramme(page.Working));
        var shown = new AgendaCauses(past, from.Count, to.Count, page => AgendaFaces.OfRest(page.Meetup, Shown(page, draft)));
        return new(
            past.Now, draft, from.Side(draft), to.Side(draft), Slots(past.Now, from.Timetable, to.Timetable, planned),
            [
                .. Parts(AgendaFaces.OfUnplaced(from.Timetable), AgendaFaces.OfUnplaced(to.Timetable), planned),
                .. Parts(AgendaFaces.OfRest(from.Page.Meetup, from.Material), AgendaFaces.OfRest(to.Page.Meetup, to.Material), shown),
            ],
            Rooms(from.Timetable, to.Timetable));
    }

    private static Material Shown(AgendaPage page, bool draft) => draft ? page.Material : page.Material.Published();

    private static ValueList<SlotChange> Slots(MeetupHeader meetup, Timetable before, Timetable after, AgendaCauses causes)
    {
        var (old, now) = (AgendaFaces.Keyed(before), AgendaFaces.Keyed(after));
        var changes = new List<SlotChange>();
        foreach (var (key, slot) in now)
        {
            if (!old.TryGetValue(key, out var was))
                changes.Add(new(SlotChangeKind.Added, null, AgendaFaces.Of(meetup, slot), [], causes.Of(key)));
            else if (Differing(AgendaFaces.Of(was), AgendaFaces.Of(slot)) is { Count: > 0 } what)
                changes.Add(new(SlotChangeKind.Changed, AgendaFaces.Of(meetup, was), AgendaFaces.Of(meetup, slot), what, causes.Of(key, what)));
        }

        changes.AddRange(old.Where(pair => !now.ContainsKey(pair.Key))
            .Select(pair => new SlotChange(SlotChangeKind.Removed, AgendaFaces.Of(meetup, pair.Value), null, [], causes.Of(pair.Key))));
        return [.. changes];
    }

    private static IEnumerable<PartChange> Parts(
        OrderedDictionary<Guid, Part> before, OrderedDictionary<Guid, Part> after, AgendaCauses causes)
    {
        foreach (var (key, part) in after)
        {
            if (!before.TryGetValue(key, out var was))
                yield return Change(part, SlotChangeKind.Added, [], causes.Of(key));
            else if (Differing(was.Fields, part.Fields) is { Count: > 0 } what)
                yield return Change(part, SlotChangeKind.Changed, what, causes.Of(key, what));
        }

        foreach (var (key, part) in before.Where(pair => !after.ContainsKey(pair.Key)))
            yield return Change(part, SlotChangeKind.Removed, [], causes.Of(key));
    }

    private static PartChange Change(Part part, SlotChangeKind kind, ValueList<string> what, ValueList<Cause> causes) =>
        new(part.Noun, part.Id, part.TalkId, part.Name, kind, what, causes);

    private static ValueList<string> Differing(Facet[] before, Facet[] after) =>
        [.. before.Zip(after).Where(pair => !Equals(pair.First.Value, pair.Second.Value)).Select(pair => pair.First.Field)];

    private static ValueList<RoomRenamed> Rooms(Timetable before, Timetable after)
    {
        var (old, now) = (AgendaFaces.Keyed(before), AgendaFaces.Keyed(after));
        var renamed = from slot in old
                      where slot.Value.Room is { Length: > 0 }
                      group slot.Key by slot.Value.Room into room
                      where now.Values.All(slot => slot.Room != room.Key)
                      let rooms = room.Where(now.ContainsKey).Select(key => now[key].Room).Distinct().ToList()
                      where rooms is [{ Length: > 0 }] && old.Values.All(slot => slot.Room != rooms[0])
                      select new RoomRenamed(room.Key, rooms[0]!);
        return [.. renamed];
    }
}
