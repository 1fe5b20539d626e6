using System.Text.RegularExpressions;
using EventOps.Domain.Meetups;
using EventOps.Formats.Exporting;

namespace EventOps.Formats.Importing.OwnPages;

/// <summary>Reads the section of the talks: what stands above the first, and each under its heading.</summary>
internal sealed partial class OwnTalkReader(OwnSheet sheet, PageWords words, Action<OwnLine> leftOver)
{
    /// <summary>Gives the text above the first talk.</summary>
    public static string? Read(List<OwnLine> lines, OwnSheet sheet, PageWords words, Action<OwnLine> leftOver)
    {
        var reader = new OwnTalkReader(sheet, words, leftOver);
        var first = lines.FindIndex(IsTalk);
        var told = OwnLines.Prose(first < 0 ? lines : lines[..first]);
        for (var at = first; at >= 0 && at < lines.Count;)
        {
            var next = lines.FindIndex(at + 1, IsTalk);
            var end = next < 0 ? lines.Count : next;
            reader.Talk(lines[at], lines[(at + 1)..end]);
            at = end;
        }

        return told;
    }

    private static bool IsTalk(OwnLine line) => line.Text.StartsWith("### ", StringComparison.Ordinal);

    private void Talk(OwnLine heading, List<OwnLine> lines)
    {
        var written = heading.Text[4..].Trim();
        var talk = new OwnTalk(
            (words == PageWords.Chinese ? OwnLines.Quoted(written, words) : null) ?? MarkdownText.Read(written), heading.Number);
        sheet.Talks.Add(talk);
        var at = 0;
        while (at < lines.Count)
        {
            var label = at == 0 && !words.IsLabel(lines[0].Text) ? "" : lines[at].Text.Trim()[2..^2];
            var start = label.Length == 0 ? 0 : at + 1;
            var next = lines.FindIndex(start, line => words.IsLabel(line.Text));
            var end = next < 0 ? lines.Count : next;
            Part(talk, label, lines[start..end]);
            at = end;
        }
    }

    private void Part(OwnTalk talk, string label, List<OwnLine> lines)
    {
        if (label == words.Abstract)
            talk.Abstract = OwnLines.Prose(lines);
        else if (label.StartsWith(words.Bio, StringComparison.Ordinal))
            Bio(talk, label, lines);
        else if (label == words.Takeaways)
            Each(lines, line => line.IsItem && Add(talk.Takeaways, MarkdownText.Read(line.Text[2..].TrimEnd())));
        else if (label == words.Decks)
            Each(lines, line => line.Link is var (title, url, _) && Add(talk.Slides, new(OwnLines.Quoted(title, words) ?? MarkdownText.Read(title), url, line.Number)));
        else if (label == words.Replays)
            Each(lines, line => line.Link is var (title, url, _) && Add(talk.Recordings, new(MarkdownText.Read(title), url, line.Number)));
        else if (label == words.Reading)
            Each(lines, line => line.Link is var (title, url, _) && Add(talk.References, new(MarkdownText.Read(title), url, line.Number)));
        else
            Each(lines, line => Fact(talk, line));
    }

    private bool Fact(OwnTalk talk, OwnLine line)
    {
        if (line.Labelled([words.Kind], words.Colon) is var (_, kind) && words.TalkKinds.Named(kind) is { } known)
            talk.Kind = known;
        else if (line.Labelled([words.Language], words.Colon) is var (_, language))
            talk.Language = MarkdownText.Read(language);
        else if (line.Labelled(words.Parts.Values, words.Colon) is var (part, written))
            return Speaker(talk, written, words.Parts.Named(part)!.Value, line.Number);
        else
            return line.IsItem && Speaker(talk, line.Text[2..].TrimEnd(), SpeakerPart.Speaker, line.Number);
        return true;
    }

    private bool Speaker(OwnTalk talk, string written, SpeakerPart part, int line)
    {
        if (Person(written, line) is not { } person)
            return false;
        person = sheet.Person(person);
        return talk.Speakers.TrueForAll(speaker => speaker.Person != person) && Add(talk.Speakers, (person, part));
    }

    private void Bio(OwnTalk talk, string label, List<OwnLine> lines)
    {
        var name = label[words.Bio.Length..].TrimStart(':', '：', ' ');
        var named = Person(name, 0);
        var person = talk.Speakers.Find(speaker => (speaker.Person.Name, speaker.Person.Alias) == (named?.Name, named?.Alias)).Person
            ?? (talk.Speakers is [var (only, _)] ? only : null);
        if (person is null)
            lines.ForEach(leftOver);
        else
            person.Bio = OwnLines.Prose(lines);
    }

    private OwnPerson? Person(string written, int line)
    {
        var match = (words == PageWords.Chinese ? Chinese() : English()).Match(written);
        string? Group(int number) => match.Groups[number].Value.Trim() is { Length: > 0 } text ? MarkdownText.Read(text) : null;
        return match.Success && (Group(1) ?? Group(2)) is not null ? new(Group(1), Group(2), Group(3), Group(4) ?? Group(5), line) : null;
    }

    private void Each(List<OwnLine> lines, Func<OwnLine, bool> take)
    {
        foreach (var line in lines.Where(line => !line.IsBlank && !take(line)))
            leftOver(line);
    }

    private static bool Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return true;
    }

    [GeneratedRegex("^([^（，]*)(?:（花名：([^）]*)）)?(?:，(?:\\*([^*]+)\\*(?: (.+))?|([^*].*)))?$", RegexOptions.NonBacktracking)]
    private static partial Regex Chinese();

    [GeneratedRegex("^([^(,]*)(?:\\(alias: ([^)]*)\\))?(?:, (?:\\*([^*]+)\\*(?: (.+))?|([^*].*)))?$", RegexOptions.NonBacktracking)]
    private static partial Regex English();
}
