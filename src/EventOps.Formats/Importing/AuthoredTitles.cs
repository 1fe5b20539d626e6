using System.Text.RegularExpressions;

namespace EventOps.Formats.Importing;

/// <summary>Lines of an agenda that name a talk and, behind it, who gives it.</summary>
internal static partial class AuthoredTitles
{
    /// <summary>Without a speaker where nobody is named for sure.</summary>
    public static (string Title, string? By) Split(string text)
    {
        if (By().Match(text) is { Success: true } by)
            return (by.Groups[1].Value, by.Groups[2].Value);
        if (text.StartsWith('《') && text.IndexOf('》') is > 0 and var close && text[(close + 1)..].Trim(' ', '-', '—', '–', '|', '｜', '/', ':', '：') is { Length: > 0 } behind)
            return IsSurelyAPerson(behind) ? (text[..(close + 1)], behind) : (text, null);
        return Parted().Match(text) is { Success: true } parted && IsSurelyAPerson(parted.Groups[2].Value)
            ? (parted.Groups[1].Value.TrimEnd(' ', '-', '—', '–', '|'), parted.Groups[2].Value)
            : (text, null);
    }

    // Two words with capitals may be a title as well as a name.
    private static bool IsSurelyAPerson(string text) => SpeakerLines.Read(text) is { IsHost: false } person
        && (person.Alias is not null || Affiliations.NamesARole(person.About) || (person.Name is { Length: <= 4 } name && name.All(Folding.IsHan)));

    [GeneratedRegex("^(.+\\S)\\s+by\\s+(\\S.*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex("^(.*\\S)\\s*(?:——|—|–|\\s-\\s|\\||｜|/|／|,|，)\\s*(\\S.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Parted();
}
