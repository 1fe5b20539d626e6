using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>Splits "蚂蚁集团技术总监" into organisation and role where it is sure; else all of it is the role.</summary>
internal static partial class Affiliations
{
    private const int LongestOrganisation = 24;

    private static readonly SearchValues<char> Marks = SearchValues.Create(",，、。 /");

    // Longer names before the shorter ones that they begin with.
    private static readonly string[] Known =
    [
        "蚂蚁集团", "蚂蚁金服", "阿里巴巴", "阿里云", "阿里集团", "腾讯云", "腾讯", "百度智能云", "百度", "华为云", "华为", "小米", "字节跳动",
        "美团", "京东云", "京东", "网易云音乐", "网易", "滴滴", "快手", "微软", "谷歌", "英特尔", "intel", "microsoft", "google", "红帽", "red hat",
    ];

    private static readonly string[] Endings =
        ["集团", "公司", "科技", "银行", "大学", "学院", "研究院", "研究所", "实验室", "基金会", "联盟", "委员会", "金服", "证券", "保险", "软件", "网络", "信息", "中国", "云"];

    private static readonly SearchValues<string> Roles = SearchValues.Create(
    [
        "专家", "工程师", "总监", "负责人", "经理", "架构师", "主席", "创始人", "研发", "开发者", "作者", "成员", "维护者", "贡献者", "教授", "研究员",
        "博士", "委员", "总裁", "主管", "顾问", "讲师", "核心", "布道师", "运营", "产品", "爱好者", "cto", "ceo", "committer", "maintainer", "contributor", "pmc",
        "engineer", "developer", "architect", "manager", "lead", "founder", "director", "researcher", "professor", "student", "advocate",
        "consultant", "scientist", "administrator", "dba", "head of", "member", "author",
    ], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Verbs = ["目前", "现在", "曾在", "曾任", "曾经", "曾就职", "负责", "从事", "来自", "就职", "任职", "毕业", "主要", "先后", "基于", "专注"];

    private static readonly FrozenSet<string> NotNames = new[] { "主持人", "嘉宾", "讲师", "待定", "签到" }.ToFrozenSet();

    /// <summary>Whether a text tells what somebody does rather than names a position.</summary>
    public static bool IsAStory(string text) => Array.Exists(Verbs, verb => text.StartsWith(verb, StringComparison.Ordinal));

    public static bool NamesARole(string text) => text.AsSpan().ContainsAny(Roles);

    public static bool IsAName(string text) =>
        text.Length > 0 && !NotNames.Contains(text) && !NamesARole(text) && !IsAStory(text)
        && !Array.Exists(Known, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));

    public static (string? Organisation, string? Role) Split(string text)
    {
        var whole = text.Trim(' ', ',', '，', '、', ';', '；', '.', '。', '-', '–', '—', '(', ')');
        if (whole.Length == 0)
            return (null, null);
        if (English().Match(whole) is { Success: true } english && NamesARole(english.Groups[1].Value))
            return (english.Groups[2].Value.Trim(), english.Groups[1].Value.Trim());
        if (EnglishComma().Match(whole) is { Success: true } comma && NamesARole(comma.Groups[1].Value) && !NamesARole(comma.Groups[2].Value))
            return (comma.Groups[2].Value.Trim(), comma.Groups[1].Value.Trim());
        var length = LengthOfOrganisation(whole);
        var role = whole[length..].Trim(' ', '，', ',', '、');
        return length > 0 && role.Length > 0 && NamesARole(role) ? (whole[..length].Trim(), role) : (null, whole);
    }

    private static int LengthOfOrganisation(string text)
    {
        if (Known.FirstOrDefault(name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known.Length;
        var within = text.AsSpan(0, Math.Min(text.Length, LongestOrganisation));
        var shortest = 0;
        foreach (var ending in Endings)
        {
            var end = within.IndexOf(ending, StringComparison.Ordinal) + ending.Length;
            if (end >= ending.Length + 2 && (shortest == 0 || end < shortest) && !within[..end].ContainsAny(Marks))
                shortest = end;
        }

        return shortest;
    }

    [GeneratedRegex("^([A-Za-z][^,，。]{2,80}?)\\s+(?:at|@)\\s+([^,，。]{2,80})$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("^([A-Za-z][A-Za-z /&-]{2,80}),\\s*([A-Z][^,，。]{1,80})$", RegexOptions.NonBacktracking)]
    private static partial Regex EnglishComma();
}
