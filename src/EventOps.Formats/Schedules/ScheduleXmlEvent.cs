using System.Xml;
using NodaTime.Text;

namespace EventOps.Formats.Schedules;

/// <summary>One event of schedule.xml.</summary>
internal static class ScheduleXmlEvent
{
    public static void Write(XmlWriter xml, ScheduleEvent held)
    {
        xml.WriteStartElement("event");
        xml.WriteAttributeString("guid", held.Id.ToString());
        xml.WriteAttributeString("id", ScheduleXml.Number(held.Number));
        xml.WriteAttributeString("code", held.Code);
        xml.WriteElementString("room", held.Room);
        xml.WriteElementString("title", held.Title);
        xml.WriteElementString("type", held.Type);
        xml.WriteElementString("date", OffsetDateTimePattern.Rfc3339.Format(held.Date));
        xml.WriteElementString("start", held.Start);
        xml.WriteElementString("duration", held.Length);
        xml.WriteElementString("abstract", held.Abstract);
        xml.WriteElementString("track", held.Track);
        xml.WriteElementString("language", held.Language);
        xml.WriteElementString("description", held.Description);
        WritePersons(xml, held.Persons);
        WriteLinks(xml, "links", "link", [.. held.Slides, .. held.Recordings]);
        WriteLinks(xml, "attachments", "attachment", held.Slides);
        ScheduleXml.Element(xml, "url", held.Url);
        xml.WriteEndElement();
    }

    private static void WritePersons(XmlWriter xml, IReadOnlyList<SchedulePerson> persons)
    {
        xml.WriteStartElement("persons");
        foreach (var person in persons)
        {
            xml.WriteStartElement("person");
            xml.WriteAttributeString("guid", person.Id.ToString());
            xml.WriteString(person.Name);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteLinks(XmlWriter xml, string list, string item, IReadOnlyList<ScheduleLink> links)
    {
        xml.WriteStartElement(list);
        foreach (var link in links)
        {
            xml.WriteStartElement(item);
            xml.WriteAttributeString("href", link.Url);
            xml.WriteAttributeString("type", link.Type);
            xml.WriteString(link.Title);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
