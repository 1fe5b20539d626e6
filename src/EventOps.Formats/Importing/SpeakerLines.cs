using System.Buffers;
using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>A person as one line names them.</summary>
/// <param name="About">What is said of them, not yet split.</param>
internal sealed record SpokenPerson(string? Name, string? Alias, string About, bool IsHost = false);

/// <summary>Reads lines that name a person: name first or role first, with an alias in whichever way it is given.</summary>
internal static partial class SpeakerLines
{
    private const int LongestName = 40;
    private const int LongestAbout = 60;

    // Only to tell a legal name from an alias, and a name from the last words of a role.
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝惠";

    private static readonly SearchValues<char> AfterName = SearchValues.Create(" ，,（(、：:");

    /// <summary>The person whom the line names; null when it does not look like one.</summary>
    public static SpokenPerson? Read(string text)
    {
        var line = Folding.OneLine(text.Replace("*", "", StringComparison.Ordinal)).Trim(' ', '-', '·', '。');
        if (line.Length is 0 or > 2_000 || line[^1] is ':' or '：')
            return null;
        if (line.Contains("主持人", StringComparison.Ordinal) && Host().Match(line) is { Success: true } host)
            return new(null, host.Groups[1].Value.Trim(' ', '-', '，'), "主持人", IsHost: true);
        return WithAlias(line) ?? At(line) ?? NameFirst(line) ?? RoleFirst(line);
    }

    /// <summary>Whether the line is a name, with an alias perhaps, and nothing else.</summary>
    public static bool IsNameOnly(string text) =>
        Read(text) is { About: "" } person && (person.Alias is null || person.Name is null || text.Length <= LongestName);

    /// <summary>Several people in one line, if that is what it names: "甲（花名：乙）、丙", "Ann Lee, Bob Ray and Cid Doe".</summary>
    public static IReadOnlyList<string> Apart(string text)
    {
        var strong = Parts(text, "、；;");
        if (strong.Count > 1 && strong.TrueForAll(part => Read(part) is { About.Length: <= LongestAbout }))
            return strong;
        var weak = Parts(text.Replace(" and ", ", ", StringComparison.Ordinal).Replace(" & ", ", ", StringComparison.Ordinal), ",，");
        return weak.Count > 1 && weak.TrueForAll(IsNameOnly) ? weak : [];
    }

    // Marks in brackets do not tell people apart.
    private static List<string> Parts(string text, string marks)
    {
        var (parts, from, depth) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            depth += i == text.Length ? 0 : text[i] is '(' or '（' ? 1 : text[i] is ')' or '）' ? -1 : 0;
            if (i < text.Length && (depth > 0 || !marks.Contains(text[i], StringComparison.Ordinal)))
                continue;
            if (text[from..i].Trim() is { Length: > 0 } part)
                parts.Add(part);
            from = i + 1;
        }

        return parts;
    }

    /// <summary>A name with the mark behind it that begins a biography: "汤伟，一直从事…".</summary>
    public static SpokenPerson? AtTheHeadOfABio(string text)
    {
        if (WithAlias(text) is { Name: not null } aliased && aliased.Name.Length <= 12)
            return aliased;
        var comma = text.AsSpan(0, Math.Min(text.Length, LongestName)).IndexOfAny('，', ',', '：');
        return comma > 0 && text[..comma].Trim() is var name && IsFullName(name) ? new(name, null, text[(comma + 1)..].Trim()) : null;
    }

    private static SpokenPerson? WithAlias(string line)
    {
        if (line.AsSpan().IndexOfAny('（', '(', '花') < 0 || Alias().Match(line) is not { Success: true } alias)
            return null;
        var (before, after) = (line[..alias.Index].Trim(), line[(alias.Index + alias.Length)..].Trim(' ', ',', '，', ')', '）'));
        var said = alias.Groups[1].Value + alias.Groups[2].Value + alias.Groups[3].Value;
        var literal = alias.Value.Contains("花名", StringComparison.Ordinal);
        if (IsFullName(before) || (literal && before.Length is > 0 and <= 12 && Affiliations.IsAName(before)))
            return new(before, said, after);
        // The role comes first: what stands behind its last word is the name.
        return literal && RoleFirst(before) is { } person ? person with { Alias = said, Name = person.Name ?? person.Alias } : null;
    }

    private static SpokenPerson? At(string line) => line.Contains('@', StringComparison.Ordinal) && AtOrganisation().Match(line) is { Success: true } at
        ? Named(at.Groups[1].Value, at.Groups[2].Value)
        : null;

    private static SpokenPerson? NameFirst(string line)
    {
        if (LatinName().Match(line) is { Success: true } latin && Affiliations.IsAName(latin.Groups[1].Value) && IsEnd(line, latin.Groups[1].Length))
            return new(latin.Groups[1].Value, null, line[latin.Groups[1].Length..].Trim(' ', ',', '，', '-', '–', '—', '(', ')', '（', '）', ':'));
        var end = line.AsSpan().IndexOfAny(AfterName);
        var name = end < 0 ? line : line[..end];
        if (name.Length is < 2 or > 4 || !name.All(Folding.IsHan) || !Affiliations.IsAName(name))
            return null;
        return Named(name, end < 0 ? "" : line[end..].Trim(' ', '，', ',', '（', '）', '(', ')', '：', ':', '、'));
    }

    private static SpokenPerson? RoleFirst(string line)
    {
        var blank = line.LastIndexOf(' ');
        var last = line[(blank + 1)..];
        if (blank > 0 && last.Length is >= 2 and <= 4 && last.All(Folding.IsHan) && IsAffiliation(line[..blank]) && Affiliations.IsAName(last))
            return Named(last, line[..blank]);
        for (var length = 3; length >= 2; length--)
        {
            if (line.Length > length + 2 && line[^length..] is var name && IsFullName(name) && Affiliations.IsAName(name) && RoleEnd().IsMatch(line[..^length]))
                return new(name, null, line[..^length].Trim());
        }

        return null;
    }

    private static bool IsAffiliation(string text) => Affiliations.NamesARole(text) || text.EndsWith("团队", StringComparison.Ordinal);

    private static SpokenPerson Named(string name, string about) =>
        IsFullName(name) ? new(name, null, about.Trim()) : new(null, name, about.Trim());

    private static bool IsFullName(string name) =>
        (name.Length is >= 2 and <= 4 && name.All(Folding.IsHan) && Surnames.Contains(name[0]) && Affiliations.IsAName(name))
        || (name.Length <= LongestName && LatinName().Match(name) is { Success: true } latin && latin.Length == name.Length && Affiliations.IsAName(name));

    private static bool IsEnd(string line, int at) => at >= line.Length || line[at] is ',' or '，' or '(' or '（' or '-' or '–' or '—' or ' ' or ':';

    [GeneratedRegex("^(.{1,40}?)[\\s,，-]*主持人$|^主持人[：:\\s]+(.{1,40})$", RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    [GeneratedRegex("\\s*[（(]\\s*(?:花名|昵称|alias)\\s*[：:]?\\s*([^）)：:，,]{1,20})\\s*[)）]|\\s*[（(]\\s*([\\p{IsCJKUnifiedIdeographs}]{2,3})\\s*[)）]|\\s+花名\\s*[：:]?\\s*([\\p{IsCJKUnifiedIdeographs}]{2,3})\\s*[（(，,]", RegexOptions.NonBacktracking)]
    private static partial Regex Alias();

    [GeneratedRegex("^([^\\s@，,]{2,20})@(.{2,200})$", RegexOptions.NonBacktracking)]
    private static partial Regex AtOrganisation();

    [GeneratedRegex("^([A-Z][\\p{L}'’.-]*(?: (?:van|von|de|der|den|da|del|al|bin|[A-Z][\\p{L}'’.-]*)){1,4})", RegexOptions.NonBacktracking)]
    private static partial Regex LatinName();

    [GeneratedRegex("(?:专家|工程师|总监|负责人|经理|架构师|主席|创始人|成员|维护者|贡献者|研究员|教授|作者|Committer|Maintainer|Contributor)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex RoleEnd();
}
