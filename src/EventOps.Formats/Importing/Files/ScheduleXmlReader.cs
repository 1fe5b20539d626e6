using System.Xml;
using System.Xml.Linq;

namespace EventOps.Formats.Importing.Files;

/// <summary>
/// Reads schedule.xml. A document type is refused before it is looked into: it could name files of this machine or grow
/// without end.
/// </summary>
internal static class ScheduleXmlReader
{
    private const int Deepest = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false,
    };

    public static RawSchedule? Read(string text, Findings findings)
    {
        try
        {
            if (TooDeep(text) is { } line)
                findings.Error("schedule.too_deep", $"Elements stand more than {Deepest} deep in each other.", line);
            else
                return Load(text).Root is { Name.LocalName: "schedule" } root ? Schedule(root) : NotOne(findings);
        }
        catch (XmlException e)
        {
            if (text.IndexOf("<!DOCTYPE", StringComparison.Ordinal) is >= 0 and var at)
                findings.Error("schedule.document_type", "The file has a document type (<!DOCTYPE …>), which is not read; take it out.", text.AsSpan(0, at).Count('\n') + 1);
            else
                findings.Error("schedule.unreadable", $"The file is no XML: {e.Message}", Math.Max(1, e.LineNumber));
        }

        return null;
    }

    internal static RawSchedule? NotOne(Findings findings)
    {
        findings.Error("schedule.not_one", "The file is no schedule: it must begin with 'schedule', with a 'conference' and its days in it.", 1);
        return null;
    }

    // Before anything is built of it: what goes down into a tree comes up on the stack.
    private static int? TooDeep(string text)
    {
        using var xml = XmlReader.Create(new StringReader(text), Settings);
        while (xml.Read())
        {
            if (xml.Depth > Deepest)
                return ((IXmlLineInfo)xml).LineNumber;
        }

        return null;
    }

    private static XDocument Load(string text)
    {
        using var xml = XmlReader.Create(new StringReader(text), Settings);
        return XDocument.Load(xml, LoadOptions.SetLineInfo);
    }

    private static RawSchedule Schedule(XElement root)
    {
        var conference = Child(root, "conference") ?? new("conference");
        return new(
            Child(root, "generator")?.Attribute("name")?.Value, Text(conference, "title"), Text(conference, "acronym"), Text(conference, "url"), Text(conference, "time_zone_name"),
            [.. Children(root, "day").Select(day => new RawDay(
                LineOf(day), Attribute(day, "date"), Attribute(day, "start"), Attribute(day, "end"),
                [.. Children(day, "room").SelectMany(room => Children(room, "event").Select(held => Event(held, Attribute(room, "name"))))]))]);
    }

    private static RawEvent Event(XElement held, string? room) => new(
        LineOf(held), Attribute(held, "guid"), Text(held, "room") ?? room, Text(held, "title"), Text(held, "type"), Text(held, "date"), Text(held, "start"), Text(held, "duration"))
    {
        Subtitle = Text(held, "subtitle"), Track = Text(held, "track"), Language = Text(held, "language"), Abstract = Text(held, "abstract"),
        Description = Text(held, "description"), Url = Text(held, "url"), Video = Text(held, "video_download_url"),
        Persons = [.. Items(held, "persons", "person").Select(person => new RawPerson(
            Attribute(person, "guid"), Attribute(person, "name") ?? Text(person, "name") ?? Known(person.Value), Text(person, "biography")))],
        Links = Links(held, "links", "link"), Attachments = Links(held, "attachments", "attachment"),
    };

    private static IReadOnlyList<RawLink> Links(XElement held, string list, string item) =>
        [.. Items(held, list, item).Select(link => new RawLink(Attribute(link, "href"), Known(link.Value), Attribute(link, "type")))];

    private static IEnumerable<XElement> Items(XElement held, string list, string item) => Child(held, list) is { } found ? Children(found, item) : [];

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(child => child.Name.LocalName == name);

    private static XElement? Child(XElement parent, string name) => Children(parent, name).FirstOrDefault();

    private static string? Text(XElement parent, string name) => Known(Child(parent, name)?.Value);

    private static string? Attribute(XElement element, string name) => Known(element.Attribute(name)?.Value);

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
