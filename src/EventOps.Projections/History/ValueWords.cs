using System.Diagnostics;
using System.Globalization;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Projections.History;

/// <summary>What fields are called and how their values read.</summary>
public sealed class ValueWords
{
    private const int Longest = 120;

    private readonly string language;

    internal ValueWords(string language) => this.language = language;

    public string Field(string field) => field switch
    {
        "title" => Say("标题", "title"),
        "slug" => Say("地址", "address"),
        "address" => Say("别名地址", "other address"),
        "theme" => Say("主题", "theme"),
        "summary" => Say("简介", "summary"),
        "series" => Say("系列", "series"),
        "tags" => Say("标签", "tags"),
        "language" => Say("语言", "language"),
        "cover" => Say("封面", "cover"),
        "start" => Say("开始", "start"),
        "end" => Say("结束", "end"),
        "zone" => Say("时区", "time zone"),
        "form" => Say("形式", "form"),
        "venue" => Say("场地", "venue"),
        "streamUrl" => Say("直播链接", "stream"),
        "status" => Say("状态", "status"),
        "name" => Say("名字", "name"),
        "alias" => Say("花名", "pen name"),
        "organisation" => Say("单位", "organisation"),
        "role" => Say("角色", "role"),
        "bio" => Say("个人简介", "bio"),
        "kind" => Say("类型", "kind"),
        "abstract" => Say("摘要", "abstract"),
        "takeaways" => Say("听众收益", "takeaways"),
        "speakers" => Say("讲师", "speakers"),
        "day" => Say("第几天", "day"),
        "room" => Say("会场", "room"),
        "track" => Say("分会场", "track"),
        "url" => Say("链接", "link"),
        "availableFrom" => Say("公布时间", "available from"),
        "number" => Say("群号", "number"),
        "picture" => Say("图片", "picture"),
        "closesAt" => Say("报名截止", "closes at"),
        "release" => Say("版本", "release"),
        "recap" => Say("正文", "text"),
        _ => throw new UnreachableException($"The history has no words for the field {field}."),
    };

    /// <summary>A value for people, cut short when it is long.</summary>
    public string Of(object? value) => value switch
    {
        null => Say("无", "none"),
        string text => Short(text),
        int number => number.ToString(CultureInfo.InvariantCulture),
        LocalDateTime time => time.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture),
        LocalTime time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        ValueList<string> texts => Short(string.Join(Say("、", ", "), texts)),
        Venue { Address: null } venue => venue.Name,
        Venue venue => $"{venue.Name}{Say("，", ", ")}{venue.Address}",
        AvailableFrom { Time: { } time } => Of(time),
        AvailableFrom => Say("议题结束时", "the end of the talk"),
        Enum known => Say(KindWords.Of(known)),
        _ => throw new UnreachableException($"The history has no words for a {value.GetType().Name}."),
    };

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        // Not between the halves of a pair, or the answer would hold half a character.
        return line.Length <= Longest ? line : $"{line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)]}…";
    }

    private string Say((string Zh, string En) said) => Say(said.Zh, said.En);

    private string Say(string zh, string en) => language == "zh" ? zh : en;
}
