using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Reads slots, from headings and lines that begin or end with a span of time and from tables.</summary>
internal sealed partial class AgendaReader(MeetupPage page, Findings findings)
{
    private AgendaTable? table;
    private AgendaDay? day;
    private PageSlot? untitled;

    /// <summary>Whether a time stood alone, and what happens then is still to come.</summary>
    public bool AwaitsTitle => untitled is not null;

    /// <summary>What follows is on that day.</summary>
    public void Turn(AgendaDay to)
    {
        page.Uses.Value("day");
        (day, untitled) = (to, null);
    }

    /// <summary>The talk of that title; it gets the slot whose time stood alone above it.</summary>
    public PageTalk Begin(string title, int line)
    {
        var talk = Talk(title, line);
        if (untitled is { } slot)
            page.Slots.Add(slot with { Talk = talk });
        untitled = null;
        return talk;
    }

    /// <summary>What happens at the time that stood alone; gives its talk, if it is one.</summary>
    public PageTalk? Title(PageLine line, PeopleReader people)
    {
        if (untitled is not { } slot)
            return null;
        untitled = null;
        return Place(slot.Start, slot.End, line, line.Text, people);
    }

    /// <summary>The talk of that title, new if none is called so.</summary>
    private PageTalk Talk(string title, int line)
    {
        if (page.Talks.Find(talk => Folding.Key(talk.Title) == Folding.Key(title)) is { } same)
            return same;
        if (TitleMatching.Find(title, page.Talks.Where(t => page.Slots.Exists(s => s.Talk == t)), talk => talk.Title).Match is { } near)
        {
            findings.Info("talk.title_varies", $"Two titles are taken for one talk: '{near.Title}'.", line, title, near.Title);
            return near;
        }

        var talk = new PageTalk(title, line);
        page.Talks.Add(talk);
        return talk;
    }

    /// <summary>A line like "19:05-20:00 A talk by somebody"; gives its talk, if it holds one.</summary>
    public PageTalk? Slot(PageLine line, PeopleReader people)
    {
        if ((DatesAndTimes.Leading(line.Text) ?? DatesAndTimes.Trailing(line.Text)) is not { } span)
            return null;
        if (span.Behind.Length > 0)
            return Place(span.Start, span.End, line, span.Behind, people);
        untitled = new(SlotKind.Talk, null, day, span.Start, span.End, null, null, line.Number);
        page.Uses.Value("slot");
        return null;
    }

    /// <summary>A row of a table; gives its talk, if it holds one.</summary>
    public PageTalk? Row(PageLine line, PeopleReader people)
    {
        var cells = Cells(line.Text);
        page.Uses.Boilerplate("head of a table");
        if (cells.TrueForAll(cell => cell.Length > 0 && cell.All(c => c is '-' or ':' or ' ')))
            return null;
        if (AgendaTable.Headed(cells) is { } headed)
        {
            table = headed;
            return null;
        }

        if (cells.Where(cell => cell.Length > 0).Distinct().ToList() is [var only] && AgendaDay.Read(only) is { } next)
            Turn(next);
        else if (table is not null)
            return Entries(table, cells).Select(row => Row(row, line, people)).ToList() is [.., var last] ? last : null;
        else
            page.Leave(line.Text, line);
        return null;
    }

    private static IEnumerable<AgendaRow> Entries(AgendaTable table, List<string> cells) => table.IsGrid ? table.Rooms(cells) : [table.Row(cells)];

    private PageTalk? Row(AgendaRow row, PageLine line, PeopleReader people)
    {
        if (AgendaDay.Read(row.Day) is { } on)
            Turn(on);
        // "5 月 21 日 9:00-9:40": the time's cell has the day as well.
        var dated = DatesAndTimes.Read(row.Time);
        var hours = dated is { Start: { } start } ? (start, dated.End) : DatesAndTimes.Leading(row.Time) is { } span ? (span.Start, span.End) : ((NodaTime.LocalTime Start, NodaTime.LocalTime? End)?)null;
        if (hours is not { } time || row.Title.Length == 0)
        {
            page.Leave(line.Text, line);
            return null;
        }

        if (dated is not null)
            Turn(new(null, dated with { Start = null, End = null }));
        var talk = Place(time, row.Title, row.Room, row.Track, line.Number);
        if (talk is not null && row.Outline.Length > 0)
            talk.Tell(row.Outline, newParagraph: true);
        foreach (var name in People().Split(row.Speakers).Where(name => name.Trim().Length > 0 && talk is not null))
        {
            people.Begin(talk);
            if (!people.Speaker(talk, line with { Text = name.Trim(), Kind = LineKind.Item }, Label.Speakers))
                findings.Info("speaker.unread", "The cell names nobody that could be read.", line.Number, name.Trim());
        }

        people.Begin(talk);
        return talk;
    }

    // In a line the speaker may stand behind the title: after "by", after 《…》, after a dash with a name or a role.
    private PageTalk? Place(NodaTime.LocalTime start, NodaTime.LocalTime? end, PageLine line, string text, PeopleReader people)
    {
        var (title, by) = AuthoredTitles.Split(text);
        var talk = Place((start, end), title, "", "", line.Number);
        if (talk is not null && by is not null)
            people.Speaker(talk, line with { Text = by }, Label.Speakers);
        return talk;
    }

    private PageTalk? Place((NodaTime.LocalTime Start, NodaTime.LocalTime? End) time, string text, string room, string track, int line)
    {
        page.Uses.Value("slot");
        var kind = SlotKinds.Of(text);
        var title = Title(text, out var outline);
        var talk = kind is SlotKind.Talk ? Talk(title, line) : null;
        if (outline.Length > 0)
            talk?.Tell(outline, newParagraph: true);
        page.Slots.Add(new(kind, talk is null ? Titles.Clean(text) : null, day, time.Start, time.End, room.Length > 0 ? room : null, talk, line)
        {
            Track = track.Length > 0 ? track : null,
        });
        return talk;

        // What stands behind 《…》 in the same cell is the talk's outline.
        static string Title(string text, out string outline)
        {
            var end = text.StartsWith('《') ? text.IndexOf('》') : -1;
            outline = end > 0 ? text[(end + 1)..].Trim() : "";
            return Titles.Clean(end > 0 ? text[..end] : text);
        }
    }

    private static List<string> Cells(string row) =>
        [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Replace("**", "", StringComparison.Ordinal).Trim())];

    [GeneratedRegex("<br ?/?>|[；;]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex People();
}
