using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Reads slots, from headings and bold lines that begin with a span of time and from tables.</summary>
internal sealed partial class AgendaReader(MeetupPage page, Findings findings)
{
    private enum Column
    {
        None,
        Time,
        Title,
        Speakers,
        Room,
    }

    private static readonly (SlotKind Kind, string[] Words)[] Pauses =
    [
        (SlotKind.SignIn, ["签到", "入场", "sign-in", "sign in", "check-in", "doors", "registration", "arrival"]),
        (SlotKind.Break, ["茶歇", "午休", "休息", "午餐", "break", "lunch", "coffee", "dinner", "pizza"]),
        (SlotKind.Opening, ["主持人开场", "开场", "opening", "welcome", "introduction"]),
        (SlotKind.Closing, ["结束", "闭幕", "抽奖", "合影", "closing", "wrap-up", "wrap up", "farewell", "networking"]),
    ];

    private Column[]? columns;
    private PageSlot? untitled;

    /// <summary>Whether a heading names a talk rather than a break.</summary>
    public static bool IsTalk(string text) => KindOf(text) is SlotKind.Talk;

    /// <summary>The talk of that title; it gets the slot whose time stood alone above it.</summary>
    public PageTalk Begin(string title, int line)
    {
        var talk = Talk(title, line);
        if (untitled is { } slot)
            page.Slots.Add(slot with { Talk = talk });
        untitled = null;
        return talk;
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
        if (DatesAndTimes.Leading(line.Text) is not { } span)
            return null;
        if (span.Behind.Length == 0)
        {
            untitled = new(SlotKind.Talk, null, 1, span.Start, span.End, null, null, line.Number);
            page.Uses.Value("slot");
            return null;
        }

        var by = By().Match(span.Behind) is { Success: true } match ? match : null;
        var title = by is null ? span.Behind : by.Groups[1].Value;
        var talk = Place((span.Start, span.End), title, null, line.Number);
        if (talk is not null && by is not null)
            people.Speaker(talk, line with { Text = by.Groups[2].Value }, Label.Speakers);
        return talk;
    }

    /// <summary>A row of a table; gives its talk, if it holds one.</summary>
    public PageTalk? Row(PageLine line, PeopleReader people)
    {
        var cells = Cells(line.Text);
        page.Uses.Boilerplate("head of a table");
        if (cells.TrueForAll(cell => cell.Length > 0 && cell.All(c => c is '-' or ':' or ' ')))
            return null;
        if (cells.ConvertAll(ColumnOf) is var heads && heads.Contains(Column.Time) && heads.Contains(Column.Title))
        {
            columns = [.. heads];
            return null;
        }

        string Cell(Column column) => columns is not null && Array.IndexOf(columns, column) is >= 0 and var at && at < cells.Count ? cells[at] : "";
        if (columns is null || DatesAndTimes.Leading(Cell(Column.Time)) is not { } span)
        {
            page.Leave(line.Text, line);
            return null;
        }

        var talk = Place((span.Start, span.End), Cell(Column.Title), Cell(Column.Room) is { Length: > 0 } room ? room : null, line.Number);
        foreach (var name in People().Split(Cell(Column.Speakers)).Where(name => name.Trim().Length > 0 && talk is not null))
        {
            people.Begin(talk);
            if (!people.Speaker(talk, line with { Text = name.Trim(), Kind = LineKind.Item }, Label.Speakers))
                findings.Info("speaker.unread", "The cell names nobody that could be read.", line.Number, name.Trim());
        }

        people.Begin(talk);
        return talk;
    }

    private PageTalk? Place((NodaTime.LocalTime Start, NodaTime.LocalTime? End) time, string text, string? room, int line)
    {
        page.Uses.Value("slot");
        var kind = KindOf(text);
        var title = Title(text, out var outline);
        var talk = kind is SlotKind.Talk ? Talk(title, line) : null;
        if (outline.Length > 0)
            talk?.Tell(outline, newParagraph: true);
        page.Slots.Add(new(kind, talk is null ? Titles.Clean(text) : null, 1, time.Start, time.End, room, talk, line));
        return talk;

        // What stands behind 《…》 in the same cell is the talk's outline.
        static string Title(string text, out string outline)
        {
            var end = text.StartsWith('《') ? text.IndexOf('》') : -1;
            outline = end > 0 ? text[(end + 1)..].Trim() : "";
            return Titles.Clean(end > 0 ? text[..end] : text);
        }
    }

    private static SlotKind KindOf(string text)
    {
        if (text.Contains('《') || text.Length > 40)
            return SlotKind.Talk;
        foreach (var (kind, words) in Pauses)
        {
            if (Array.Exists(words, word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (Folding.IsHan(word[0]) && text.Length <= 8 && text.Contains(word, StringComparison.Ordinal))))
                return kind;
        }

        return SlotKind.Talk;
    }

    private static Column ColumnOf(string head) => Folding.Key(head) switch
    {
        "时间" or "time" or "when" => Column.Time,
        "环节" or "环节分享主题" or "分享主题" or "主题" or "议题" or "内容" or "talk" or "title" or "topic" or "session" or "what" => Column.Title,
        "讲师" or "分享嘉宾" or "嘉宾" or "演讲嘉宾" or "speaker" or "speakers" or "who" => Column.Speakers,
        "room" or "地点" or "会场" or "房间" => Column.Room,
        _ => Column.None,
    };

    private static List<string> Cells(string row) =>
        [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Replace("**", "", StringComparison.Ordinal).Trim())];

    [GeneratedRegex("^(.+\\S)\\s+by\\s+(\\S.*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex("<br ?/?>|[；;]", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex People();
}
