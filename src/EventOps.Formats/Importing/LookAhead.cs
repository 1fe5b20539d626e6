namespace EventOps.Formats.Importing;

/// <summary>What the lines below tell about a line.</summary>
internal sealed class LookAhead(List<PageLine> lines)
{
    private const int LongestBlock = 3;
    private const int WidestGap = 6;

    public bool IsNewParagraph(int at) => at == 0 || lines[at - 1].Kind is not LineKind.Text;

    /// <summary>The hours that stand alone below a date.</summary>
    public string? HoursBelow(int at) =>
        lines.Skip(at + 1).Take(3).FirstOrDefault(line => line.Kind is not LineKind.Blank) is { } next
        && DatesAndTimes.Leading(next.Text) is { Behind: "" } ? next.Text : null;

    /// <summary>A name with a line right below it: how one more person of a talk begins.</summary>
    public bool IsNameAboveText(int at) =>
        at + 1 < lines.Count && lines[at + 1].Kind is LineKind.Text && SpeakerLines.IsNameOnly(lines[at].Text);

    /// <summary>
    /// "汤伟 / 蚂蚁集团资深技术专家" right above 《…》 belongs to the talk below, unless that one has its own people below it.
    /// </summary>
    public int? EndOfSpeakersAboveATitle(int at)
    {
        var end = at;
        while (end < lines.Count && lines[end].Kind is LineKind.Text)
            end++;
        var title = NextFilled(end);
        if (end - at > LongestBlock || title < 0 || title - end > WidestGap || Titles.Quoted(lines[title].Text) is null)
            return null;
        return SpeakerLines.IsNameOnly(lines[at].Text) && !HasSpeakersBelow(title) ? end : null;
    }

    private bool HasSpeakersBelow(int title) =>
        NextFilled(title + 1) is > 0 and var below && lines[below].Kind is LineKind.Text
        && Labels.Split(lines[below].Text).Label is Label.None && SpeakerLines.IsNameOnly(lines[below].Text);

    private int NextFilled(int from) =>
        from < lines.Count ? lines.FindIndex(from, line => line.Kind is not LineKind.Blank) : -1;
}
