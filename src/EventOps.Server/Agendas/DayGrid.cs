using System.Text;
using EventOps.Projections.Agendas;
using NodaTime;

namespace EventOps.Server.Agendas;

/// <summary>
/// Where the slots of a day stand when its rooms are columns. The places are classes and not style attributes, which a
/// strict content security policy forbids; their rules are part of the stylesheet.
/// </summary>
internal sealed class DayGrid
{
    private const int MostRooms = 6;
    private const int MostRows = 72;

    private readonly List<string> rooms;
    private readonly List<LocalTime> lines;

    private DayGrid(List<string> rooms, List<LocalTime> lines) => (this.rooms, this.lines) = (rooms, lines);

    public static string Rules { get; } = WriteRules();

    public IReadOnlyList<string> Rooms => rooms;

    /// <summary>Null when the day reads better as a list: one room, very many, or slots that would cover each other.</summary>
    public static DayGrid? Of(AgendaDay day)
    {
        var columns = day.Slots.Select(slot => slot.Room).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var times = day.Slots.SelectMany(slot => new[] { slot.Start, slot.End }).Distinct().Order().ToList();
        return columns.Count is < 2 or > MostRooms || times.Count >= MostRows || day.Slots.Any(slot => Covered(day, slot))
            ? null
            : new(columns, times);
    }

    public static string Head(int room) => $"in-{room + 1}";

    public string PlaceOf(AgendaSlot slot)
    {
        var (from, to) = (lines.IndexOf(slot.Start), lines.IndexOf(slot.End));
        return $"at-{from + 2} to-{to + 2} {(slot.Room is { } room ? $"in-{rooms.IndexOf(room) + 1}" : "wide")}";
    }

    /// <summary>The first slot at each time: its start stands beside the row.</summary>
    public IEnumerable<(string Place, AgendaSlot Slot)> Hours(AgendaDay day) =>
        day.Slots.DistinctBy(slot => slot.Start).Select(slot => ($"at-{lines.IndexOf(slot.Start) + 2}", slot));

    private static bool Covered(AgendaDay day, AgendaSlot slot) => day.Slots.Any(other =>
        other.SlotId != slot.SlotId && other.Start < slot.End && slot.Start < other.End
        && (other.Room is null || slot.Room is null || other.Room == slot.Room));

    private static string WriteRules()
    {
        var css = new StringBuilder("@media (min-width:60rem){");
        for (var count = 2; count <= MostRooms; count++)
            css.Append($".rooms-{count}{{grid-template-columns:4.5rem repeat({count},minmax(0,1fr))}}");
        for (var room = 1; room <= MostRooms; room++)
            css.Append($".grid>.in-{room}{{grid-column:{room + 1}}}");
        for (var row = 2; row <= MostRows + 1; row++)
            css.Append($".grid>.at-{row}{{grid-row-start:{row}}}.grid>.to-{row}{{grid-row-end:{row}}}");
        return css.Append("}\n").ToString();
    }
}
