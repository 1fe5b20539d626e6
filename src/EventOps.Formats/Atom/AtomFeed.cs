using System.Text;
using System.Xml;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Formats.Shared;
using EventOps.Projections.Catalogue;
using NodaTime;
using NodaTime.Text;

namespace EventOps.Formats.Atom;

/// <summary>Whose feed it is, and in which language its own words are.</summary>
public sealed record NewsChannel(string Community, string Name, string Language, string? PublicUrl);

/// <summary>
/// The news of a community as Atom (RFC 4287). An entry's id is its event's, its time the event's stored time: neither ever
/// changes. While nobody said where the world finds this server, addresses are relative to the feed's own.
/// </summary>
public static class AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";

    private const string Namespace = "http://www.w3.org/2005/Atom";
    private static readonly Guid Space = new("8b0a3c0e-2f55-5c0b-8a38-5c7b0c6c5f1d");

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.None,
    };

    /// <param name="entries">The newest first.</param>
    /// <param name="since">When the community was last heard of, for a feed without entries.</param>
    public static byte[] Of(NewsChannel channel, IReadOnlyList<NewsEntry> entries, Instant since)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
            Write(xml, channel, entries, since);
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, NewsChannel channel, IReadOnlyList<NewsEntry> entries, Instant since)
    {
        var chinese = channel.Language == "zh";
        xml.WriteStartElement("feed", Namespace);
        xml.WriteAttributeString("xml", "lang", null, chinese ? "zh-CN" : "en");
        Element(xml, "id", $"urn:uuid:{NameBasedId.Create(Space, channel.Community)}");
        Element(xml, "title", PlainText.Line(channel.Name));
        Element(xml, "updated", Time(entries.Count > 0 ? entries.Max(entry => entry.At) : since));
        Link(xml, "self", To(channel, $"/feed.atom?lang={channel.Language}"), "application/atom+xml");
        Link(xml, "alternate", To(channel, ""), "text/html");
        xml.WriteStartElement("author", Namespace);
        Element(xml, "name", PlainText.Line(channel.Name));
        xml.WriteEndElement();
        Element(xml, "generator", "EventOps");
        foreach (var entry in entries)
            Write(xml, channel, entry, new NewsText(chinese));
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, NewsChannel channel, NewsEntry entry, NewsText text)
    {
        xml.WriteStartElement("entry", Namespace);
        Element(xml, "id", $"urn:uuid:{entry.EventId}");
        Element(xml, "title", PlainText.Line(text.Title(entry)));
        Element(xml, "updated", Time(entry.At));
        Element(xml, "published", Time(entry.At));
        Link(xml, "alternate", To(channel, Page(entry)), "text/html");
        Category(xml, MeetupEvent.Names.NameOf(entry.Event));
        foreach (var tag in entry.Meetup.Tags.Select(PlainText.Line).Where(tag => tag.Length > 0))
            Category(xml, tag);
        Element(xml, "summary", PlainText.Line(text.Summary(entry)));
        xml.WriteEndElement();
    }

    private static string Page(NewsEntry entry) =>
        $"/{Uri.EscapeDataString(entry.Meetup.Slug)}/{(IsOfRecap(entry.Event, entry.Meetup) ? "recap" : "agenda")}";

    private static bool IsOfRecap(MeetupEvent happened, CatalogueLine meetup) =>
        happened is RecapPublished || (meetup.RecapPublished && happened is SlidesPublished or SlidesReplaced or RecordingAdded);

    private static string To(NewsChannel channel, string path) => $"{channel.PublicUrl}/{Uri.EscapeDataString(channel.Community)}{path}";

    private static string Time(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static void Element(XmlWriter xml, string name, string value) => xml.WriteElementString(name, Namespace, value);

    private static void Category(XmlWriter xml, string term)
    {
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", term);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}
