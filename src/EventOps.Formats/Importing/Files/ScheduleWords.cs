using System.Net;
using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;
using EventOps.Formats.Shared;

namespace EventOps.Formats.Importing.Files;

/// <summary>What the texts of an event mean. Of our own files it is known how they were written.</summary>
/// <param name="IsOurs">Whether this software wrote the file.</param>
internal sealed partial record ScheduleWords(bool IsOurs)
{
    private static readonly string[] Decks = [".pdf", ".pptx", ".ppt", ".key", ".odp"];
    private static readonly string[] Films = [".mp4", ".webm", ".mkv", ".m3u8"];

    public string? TitleOf(RawEvent held) => PlainText.Line(held.Subtitle is { } more && !IsOurs ? $"{held.Title}: {more}" : held.Title) is { Length: > 0 } title ? title : null;

    public bool IsOff(RawEvent held) => IsOurs && held.Title?.StartsWith(Schedules.ScheduleEvent.OffMark, StringComparison.Ordinal) == true;

    /// <summary>Of ours, the talk that the event's address names.</summary>
    public Guid? TalkOf(RawEvent held) => IsOurs && held.Url?.Split('/') is [.., "talks", var id] && Guid.TryParse(id, out var talk) ? talk : null;

    /// <summary>Null for a talk.</summary>
    public SlotKind? PauseOf(RawEvent held, string title)
    {
        if (IsOurs)
            return held.Type == "other" ? SlotKind.Other : null;
        return held.Persons.Count == 0 && SlotKinds.Of(title) is not SlotKind.Talk and var pause ? pause : null;
    }

    public static TalkKind KindOf(RawEvent held) => held.Type?.ToLowerInvariant() switch
    {
        null => TalkKind.Talk,
        "discussion" => TalkKind.Panel,
        var type when type.Contains("panel", StringComparison.Ordinal) || type.Contains("podium", StringComparison.Ordinal) => TalkKind.Panel,
        var type when type.Contains("workshop", StringComparison.Ordinal) || type.Contains("tutorial", StringComparison.Ordinal) => TalkKind.Workshop,
        var type when type.Contains("lightning", StringComparison.Ordinal) => TalkKind.Lightning,
        var type when type.Contains("keynote", StringComparison.Ordinal) => TalkKind.Keynote,
        _ => TalkKind.Talk,
    };

    public string? AbstractOf(RawEvent held)
    {
        if (IsOurs)
            return held.Abstract;
        var told = new[] { held.Abstract, held.Description }.Select(Plain).OfType<string>().Distinct().ToList();
        return told.Count > 0 ? string.Join("\n\n", told) : null;
    }

    public IReadOnlyList<string> TakeawaysOf(RawEvent held) => IsOurs && held.Description is { } list
        ? [.. list.Split('\n').Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] : line).Where(line => line.Length > 0)]
        : [];

    /// <summary>Ours put a pen name in brackets behind the name.</summary>
    public ToldPerson? Person(RawPerson person, Guid? id)
    {
        if (PlainText.Line(person.Name) is not { Length: > 0 } name)
            return null;
        return IsOurs && PenName().Match(name) is { Success: true } both && PersonNames.Of(both.Groups[1].Value, both.Groups[2].Value) == name
            ? new(both.Groups[1].Value, both.Groups[2].Value, Bio: person.Biography, Id: id)
            : new(name, Bio: IsOurs ? person.Biography : Plain(person.Biography), Id: id);
    }

    public (IReadOnlyList<ToldLink> Slides, IReadOnlyList<ToldLink> Recordings, IReadOnlyList<ToldLink> References) Links(RawEvent held)
    {
        var links = held.Links.Select(link => (Link: link, Use: UseOf(link, isAttachment: false)))
            .Concat(held.Attachments.Select(link => (Link: link, Use: UseOf(link, isAttachment: true))))
            .Append((Link: new RawLink(held.Video, null, null), Use: "recording"))
            .Where(link => link.Link.Url is not null)
            .Select(link => (Link: new ToldLink(PlainText.Line(link.Link.Title) is { Length: > 0 } title ? title : null, link.Link.Url!.Trim()), link.Use))
            .DistinctBy(link => (link.Link.Url, IsOurs ? $"{link.Use}{link.Link.Title}" : ""))
            .ToLookup(link => link.Use, link => link.Link);
        return ([.. links["slides"]], [.. links["recording"]], [.. links["reference"]]);
    }

    private static string UseOf(RawLink link, bool isAttachment)
    {
        var type = link.Type?.ToLowerInvariant() ?? "";
        var path = link.Url?.Split('?', '#')[0] ?? "";
        if (type is "slides" || (type is not "media" && Array.Exists(Decks, end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)) && (isAttachment || IsCalledSlides(link))))
            return "slides";
        return type is "media" or "video" or "recording" || Array.Exists(Films, end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)) ? "recording" : "reference";
    }

    private static bool IsCalledSlides(RawLink link) =>
        link.Title is { } title && (title.Contains("slide", StringComparison.OrdinalIgnoreCase) || title.Contains("deck", StringComparison.OrdinalIgnoreCase) || title.Contains("课件", StringComparison.Ordinal));

    // Abstracts of others are often HTML; here they are text with a mark before each item.
    private static string? Plain(string? text)
    {
        if (text is null || !Tag().IsMatch(text))
            return text?.Trim();
        var items = Item().Replace(text, "\n- ");
        var lines = WebUtility.HtmlDecode(Tag().Replace(Line().Replace(items, "\n"), "")).Split('\n').Select(line => line.Trim());
        return Gap().Replace(string.Join('\n', lines), "\n\n").Trim() is { Length: > 0 } plain ? plain : null;
    }

    [GeneratedRegex("^(.+)(?:（| \\()([^（）()]+)[）)]$", RegexOptions.NonBacktracking)]
    private static partial Regex PenName();

    [GeneratedRegex("</?(?:p|br|div|ul|ol|li|h[1-6]|b|i|em|strong|span|a|code|pre|blockquote)(?:[ /][^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex("<li(?: [^<>]*)?>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Item();

    [GeneratedRegex("<br ?/?>|</(?:p|div|ul|ol|h[1-6]|pre|blockquote)>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex("\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
