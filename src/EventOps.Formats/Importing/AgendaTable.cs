using System.Collections.Frozen;

namespace EventOps.Formats.Importing;

/// <summary>What a column of an agenda holds.</summary>
internal enum Column
{
    None,
    Day,
    Time,
    End,
    Topic,
    Item,
    Speakers,
    Affiliation,
    Room,
    Track,
    Outline,
}

/// <summary>A row of an agenda's table, by what its cells hold.</summary>
internal sealed record AgendaRow(string Day, string Time, string Title, string Speakers, string Room, string Track, string Outline);

/// <summary>Reads the heads of an agenda's table, in whatever order they stand, and its rows by them.</summary>
internal sealed class AgendaTable
{
    private const int LongestHead = 24;

    // The first word that a head contains decides: "演讲嘉宾" is about people and "主题演讲" about what they say.
    private static readonly (Column Column, string[] Words)[] Heads =
    [
        (Column.End, ["结束时间", "endtime", "ends"]),
        (Column.Time, ["时间", "时段", "time", "when", "starts"]),
        (Column.Day, ["日期", "date"]),
        (Column.Speakers, ["嘉宾", "讲师", "主讲", "讲者", "演讲人", "演讲者", "分享人", "分享者", "报告人", "主持", "speaker", "presenter", "who", "host"]),
        (Column.Affiliation, ["单位", "公司", "职务", "职位", "organisation", "organization", "company", "affiliation", "role"]),
        (Column.Outline, ["大纲", "简介", "摘要", "abstract", "description", "outline"]),
        (Column.Track, ["track", "分论坛", "专场", "分会场"]),
        (Column.Room, ["会场", "地点", "房间", "教室", "场地", "room", "venue", "where", "hall"]),
        (Column.Topic, ["主题", "议题", "题目", "标题", "title", "topic", "talk", "presentation"]),
        (Column.Item, ["环节", "内容", "议程", "活动", "事项", "session", "what", "item", "programme", "program", "agenda", "activity", "event"]),
    ];

    private static readonly FrozenSet<string> Short = new[] { "day", "end", "start", "天" }.ToFrozenSet();

    private readonly Column[] columns;
    private readonly string[] names;

    private AgendaTable(Column[] columns, string[] names) => (this.columns, this.names) = (columns, names);

    /// <summary>Whether the columns behind the time are rooms that run side by side.</summary>
    public bool IsGrid { get; private init; }

    /// <summary>The table that these cells head; null if they head none of an agenda.</summary>
    public static AgendaTable? Headed(List<string> cells)
    {
        Column[] found = [.. cells.Select(ColumnOf)];
        var hasTime = found.Contains(Column.Time);
        if (hasTime && (found.Contains(Column.Topic) || found.Contains(Column.Item)))
            return new(found, [.. cells]);
        var rooms = found.Index().Count(c => c.Item is Column.None or Column.Room or Column.Track && cells[c.Index].Length > 0);
        return hasTime && rooms >= 2 && rooms + 1 >= cells.Count ? new(found, [.. cells]) { IsGrid = true } : null;
    }

    public AgendaRow Row(List<string> cells) => new(
        Cell(cells, Column.Day), Time(cells), First(Cell(cells, Column.Topic), Cell(cells, Column.Item)), People(cells),
        Cell(cells, Column.Room), Cell(cells, Column.Track), Cell(cells, Column.Outline));

    /// <summary>A row of a grid: one entry for each room that has something at that time.</summary>
    public IEnumerable<AgendaRow> Rooms(List<string> cells) => columns.Index()
        .Where(column => column.Item is not (Column.Time or Column.End) && column.Index < cells.Count && cells[column.Index].Length > 0)
        .Select(column => new AgendaRow("", Time(cells), cells[column.Index], "", names[column.Index], "", ""));

    private string Time(List<string> cells) =>
        Cell(cells, Column.End) is { Length: > 0 } end ? $"{Cell(cells, Column.Time)}-{end}" : Cell(cells, Column.Time);

    private string People(List<string> cells) => (Cell(cells, Column.Speakers), Cell(cells, Column.Affiliation)) switch
    {
        ({ Length: > 0 } who, { Length: > 0 } where) => $"{who}，{where}",
        var (who, _) => who,
    };

    private static string First(string one, string other) => one.Length > 0 ? one : other;

    private string Cell(List<string> cells, Column column) =>
        Array.IndexOf(columns, column) is >= 0 and var at && at < cells.Count ? cells[at] : "";

    private static Column ColumnOf(string head)
    {
        var key = Folding.Key(head);
        if (key.Length is 0 or > LongestHead)
            return Column.None;
        if (Short.Contains(key))
            return key switch { "end" => Column.End, "start" => Column.Time, _ => Column.Day };
        return Array.Find(Heads, row => Array.Exists(row.Words, word => key.Contains(word, StringComparison.Ordinal))).Column;
    }
}
