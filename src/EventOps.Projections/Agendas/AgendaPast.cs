using EventOps.Projections.History;
using EventOps.Projections.Shared;

namespace EventOps.Projections.Agendas;

/// <summary>An agenda at one moment: what was shown, and which facts had made it.</summary>
/// <param name="Count">How many facts there were.</param>
/// <param name="Planned">How many of them the timetable shows: for the public those up to its release.</param>
internal sealed record AgendaMoment(AgendaPage Page, Timetable Timetable, Material Material, int Count, int Planned)
{
    public DiffSide Side(bool draft)
    {
        var note = draft ? null : Page.Released?.Note;
        return new(note?.Number, note?.ReleasedAt, note?.Comment, Page.Position, Page.Version);
    }
}

/// <summary>The page after every fact of a meetup.</summary>
internal sealed class AgendaPast
{
    private readonly List<AgendaPage> pages = [];

    public AgendaPast(IReadOnlyList<Fact> facts)
    {
        AgendaPage? page = null;
        foreach (var fact in facts)
            pages.Add(page = AgendaPage.On(page, fact));
        Lines = [.. HistoryLine.Of(facts)];
    }

    public IReadOnlyList<HistoryLine> Lines { get; }

    public MeetupHeader Now => pages[^1].Meetup;

    /// <param name="count">After how many facts, from 1.</param>
    public AgendaPage After(int count) => pages[count - 1];

    public AgendaMoment At(int count, bool draft)
    {
        var page = After(count);
        return draft
            ? new(page, Timetable.Of(page.Working), page.Material, count, count)
            : new(page, page.Released?.Timetable ?? Timetable.Empty, page.Material.Published(), count, Released(page));
    }

    private int Released(AgendaPage page) =>
        page.Released is { } released ? pages.FindIndex(p => p.Position >= released.Note.Position) + 1 : 0;
}
