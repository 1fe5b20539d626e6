using System.Globalization;
using System.Text;
using System.Xml;
using EventOps.Formats.Shared;
using EventOps.Projections.Agendas;
using NodaTime.Text;

namespace EventOps.Formats.Schedules;

/// <summary>
/// The agenda as schedule.xml, the format of frab, pretalx and the conference apps (https://c3voc.de/wiki/schedule). Decks are
/// links and attachments: most apps show only links.
/// </summary>
public static class ScheduleXml
{
    public const string ContentType = "application/vnd.c3voc.schedule+xml; charset=utf-8";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        NewLineHandling = NewLineHandling.None,
    };

    /// <param name="agenda">As released; before the first release its days are empty.</param>
    public static byte[] Of(AgendaView agenda, SlotLedger ledger, SiteAddresses site)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
            Write(xml, Schedule.Of(agenda, ledger, site), site.To($"/{Uri.EscapeDataString(agenda.Meetup.Slug)}/agenda.xml"));
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, Schedule schedule, string? source)
    {
        xml.WriteStartElement("schedule");
        xml.WriteStartElement("generator");
        xml.WriteAttributeString("name", Schedule.Generator);
        xml.WriteEndElement();
        Element(xml, "url", source);
        xml.WriteElementString("version", schedule.Version);
        WriteConference(xml, schedule);
        foreach (var day in schedule.Days)
            Write(xml, day);
        xml.WriteEndElement();
    }

    private static void WriteConference(XmlWriter xml, Schedule schedule)
    {
        xml.WriteStartElement("conference");
        xml.WriteElementString("acronym", schedule.Acronym);
        xml.WriteElementString("title", schedule.Title);
        xml.WriteElementString("start", LocalDatePattern.Iso.Format(schedule.First));
        xml.WriteElementString("end", LocalDatePattern.Iso.Format(schedule.Last));
        xml.WriteElementString("days", Number(schedule.Days.Count));
        xml.WriteElementString("timeslot_duration", "00:05");
        Element(xml, "url", schedule.Url);
        xml.WriteElementString("time_zone_name", schedule.Zone);
        foreach (var track in schedule.Tracks)
        {
            xml.WriteStartElement("track");
            xml.WriteAttributeString("name", track);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, ScheduleDay day)
    {
        xml.WriteStartElement("day");
        xml.WriteAttributeString("index", Number(day.Index));
        xml.WriteAttributeString("date", LocalDatePattern.Iso.Format(day.Date));
        xml.WriteAttributeString("start", OffsetDateTimePattern.Rfc3339.Format(day.Start));
        xml.WriteAttributeString("end", OffsetDateTimePattern.Rfc3339.Format(day.End));
        foreach (var room in day.Rooms)
        {
            xml.WriteStartElement("room");
            xml.WriteAttributeString("name", room.Name);
            xml.WriteAttributeString("guid", room.Id.ToString());
            foreach (var held in room.Events)
                ScheduleXmlEvent.Write(xml, held);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // An empty address is not an address.
    internal static void Element(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
            xml.WriteElementString(name, value);
    }

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
