using System.Collections.Frozen;

namespace EventOps.Notifications.Messages.Texts;

/// <summary>Tells a fact to a person.</summary>
internal delegate MessageText Telling(TextFacts facts);

/// <summary>Every type of the catalogue and how it is told, Chinese beside English.</summary>
internal static class MessageTexts
{
    private static readonly FrozenDictionary<string, Telling> ByType = new Dictionary<string, Telling>(
        [.. MeetupTexts.All, .. AgendaTexts.All, .. SlidesTexts.All, .. RecapTexts.All, .. CommunityTexts.All])
    {
        [MessageTypes.Test] = f => f.News(
            f.Say("测试消息：通知已接通", "Test message: notifications arrive here"),
            null,
            f.Line("说明", "Note", f.Say("以后有新动态会发到这里。", "From now on news will be sent here."))),
    }.ToFrozenDictionary();

    public static Telling Of(string type) => ByType.GetValueOrDefault(type) ?? Something;

    public static MessageText News(this TextFacts f, string title, TextLink? page, params ReadOnlySpan<TextLine?> lines) =>
        Told(f, Tone.News, title, page, lines);

    public static MessageText Change(this TextFacts f, string title, TextLink? page, params ReadOnlySpan<TextLine?> lines) =>
        Told(f, Tone.Change, title, page, lines);

    public static MessageText Warning(this TextFacts f, string title, TextLink? page, params ReadOnlySpan<TextLine?> lines) =>
        Told(f, Tone.Warning, title, page, lines);

    /// <summary>A line, unless there is nothing to say in it.</summary>
    public static TextLine? Line(this TextFacts f, string zh, string en, string? value, TextLink? link = null) =>
        value is null && link is null ? null : new TextLine(f.Say(zh, en), value ?? "", link);

    public static TextLine? When(this TextFacts f) => f.Line("时间", "When", f.When);

    public static TextLine? Meetup(this TextFacts f) => f.Line("活动", "Meetup", f.Meetup);

    public static TextLine? Why(this TextFacts f) => f.Line("原因", "Why", f.Text("reason"));

    public static TextLine? Talk(this TextFacts f) => f.Line("议题", "Talk", f.Talk);

    public static TextLine? Speakers(this TextFacts f) => f.Line("讲师", "By", f.Speakers);

    public static TextLine? Comment(this TextFacts f) => f.Line("说明", "Note", f.Text("comment"));

    private static MessageText Something(TextFacts f) =>
        f.News(f.Say($"活动有更新：{f.Meetup}", $"News about {f.Meetup}"), f.Agenda, f.When());

    private static MessageText Told(TextFacts f, Tone tone, string title, TextLink? page, ReadOnlySpan<TextLine?> lines)
    {
        var said = new List<TextLine>();
        foreach (var line in lines)
        {
            if (line is not null)
                said.Add(line);
        }

        return new MessageText(title, [.. said], page, tone, f.Say("：", ": "));
    }
}
