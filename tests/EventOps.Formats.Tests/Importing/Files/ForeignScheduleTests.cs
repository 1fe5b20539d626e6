using System.Text;
using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using EventOps.Formats.Importing.Files;
using NodaTime;
using Xunit;

namespace EventOps.Formats.Tests.Importing.Files;

/// <summary>A schedule as other software writes it.</summary>
public sealed class ForeignScheduleTests
{
    private const string Guid = "6f9619ff-8b86-5011-b42d-00cf4fc964ff";

    private const string File = $"""
        <?xml version="1.0" encoding="utf-8"?>
        <schedule>
          <generator name="another planner" version="2025.1"/>
          <version>0.9 draft</version>
          <conference>
            <title>Harbour Days</title><acronym>harbour-2031</acronym><start>2031-05-03</start><end>2031-05-04</end>
            <time_zone_name>Europe/Berlin</time_zone_name>
          </conference>
          <day index="1" date="2031-05-03" start="2031-05-03T04:00:00+02:00" end="2031-05-04T03:59:00+02:00">
            <room name="Dock" guid="11111111-1111-4111-8111-111111111111">
              <event guid="22222222-2222-4222-8222-222222222222" id="1">
                <title>Sign-in and coffee</title><type>other</type><date>2031-05-03T09:00:00+02:00</date><start>09:00</start><duration>00:30</duration>
                <abstract/><track/><persons/>
              </event>
              <event guid="{Guid}" id="7">
                <room>Dock</room><title>Knots that hold</title><subtitle>and some that do not</subtitle><type>lightning_talk</type>
                <date>2031-05-03T08:00:00Z</date><start>10:00</start><duration>0:45</duration><track>Rope</track><language>de</language>
                <abstract>&lt;p&gt;Bowlines &amp;amp; friends.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;</abstract>
                <description>More of it.</description>
                <persons>
                  <person guid="33333333-3333-4333-8333-333333333333">Mina Rope</person>
                  <person id="9"><name>Ole Tau</name><biography>Has tied many.</biography></person>
                </persons>
                <links><link href="https://video.example/knots.mp4">Recording</link><link href="https://harbour.example/knots">More</link></links>
                <attachments><attachment href="https://harbour.example/knots.pdf" type="slides">Slides</attachment><attachment href="/relative.pdf">Handout</attachment></attachments>
              </event>
            </room>
          </day>
          <day index="2" date="2031-05-04" start="2031-05-04T04:00:00+02:00" end="2031-05-05T03:59:00+02:00">
            <room name="Pier">
              <event guid="44444444-4444-4444-8444-444444444444" id="8">
                <title>Podium: who owns the sea?</title><type>Podium</type><start>14:00</start><duration>90</duration><persons><person>Mina Rope</person></persons>
              </event>
              <event guid="55555555-5555-4555-8555-555555555555" id="9">
                <title>The long night</title><type>lecture</type><date>2031-05-04T23:30:00+02:00</date><start>23:30</start><duration>2:00</duration>
              </event>
            </room>
          </day>
        </schedule>
        """;

    [Fact]
    public void its_talks_people_slots_and_links_come_in()
    {
        var page = TalkFiles.Read("schedule.xml", File);
        var meetup = Imports.Import(page);

        Assert.Equal(("harbour-2031", "Harbour Days", "de"), (meetup.Slug, meetup.Details.Title, meetup.Details.Language));
        Assert.Equal(new MeetupTime(new(2031, 5, 3, 9, 0), new(2031, 5, 4, 15, 30), "Europe/Berlin"), meetup.Time);
        var knots = meetup.Talks[new(Guid)];
        Assert.Equal(("Knots that hold: and some that do not", TalkKind.Lightning, "de"), (knots.Title, knots.Kind, knots.Language));
        Assert.Equal("Bowlines & friends.\n\n- one\n- two\n\nMore of it.", knots.Abstract);
        Assert.Equal(["Mina Rope", "Ole Tau"], knots.Speakers.Select(speaker => meetup.Speakers[speaker.SpeakerId].Name));
        Assert.Equal(TalkKind.Panel, meetup.Talks.Values.Single(talk => talk.Title.StartsWith("Podium", StringComparison.Ordinal)).Kind);
        Assert.Equal(
            [(1, new LocalTime(9, 0), new(9, 30), "Dock", SlotKind.SignIn), (1, new(10, 0), new(10, 45), "Dock", SlotKind.Talk), (2, new(14, 0), new(15, 30), "Pier", SlotKind.Talk)],
            meetup.Slots.Values.OrderBy(slot => (slot.Day, slot.Start)).Select(slot => (slot.Day, slot.Start, slot.End, slot.Room!, slot.Kind)));
        Assert.Equal("https://harbour.example/knots.pdf", Assert.Single(meetup.Slides.Values).Url);
        Assert.Equal("https://video.example/knots.mp4", Assert.Single(meetup.Recordings.Values).Url);
        Assert.Equal("https://harbour.example/knots", Assert.Single(meetup.References.Values).Url);
        Assert.Equal(
            [("link.unsafe", 15), ("slot.unreadable", 34)],
            page.Findings.Where(finding => finding.Code is "link.unsafe" or "slot.unreadable").Select(finding => (finding.Code, finding.Line)));
    }

    [Fact]
    public void a_later_version_asks_for_the_difference()
    {
        var meetup = Imports.Import(TalkFiles.Read("schedule.xml", File));
        Assert.Empty(TalkFiles.Again("schedule.xml", Encoding.UTF8.GetBytes(File), meetup));

        var later = File.Replace("<start>14:00</start>", "<start>15:00</start>", StringComparison.Ordinal).Replace("Knots that hold", "Knots that last", StringComparison.Ordinal);
        var asked = TalkFiles.Again("schedule.xml", Encoding.UTF8.GetBytes(later), meetup);

        Assert.Equal(["ReviseTalk", "MoveSlot", "PublishAgenda"], asked.Select(command => command.GetType().Name));
        Assert.Equal(new(Guid), Assert.IsType<ReviseTalk>(asked[0]).TalkId);
    }

    [Fact]
    public void offsets_without_a_zone_make_a_zone_of_that_offset_and_are_told()
    {
        var page = TalkFiles.Read("schedule.xml", File.Replace("<time_zone_name>Europe/Berlin</time_zone_name>", "", StringComparison.Ordinal));

        Assert.Contains("time.zone_unsaid", page.Codes());
        Assert.Equal(("Etc/GMT-2", new LocalDateTime(2031, 5, 3, 9, 0)), (Imports.Import(page).Time.Zone, Imports.Import(page).Time.Start));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE schedule [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<schedule><version>&x;</version></schedule>", "schedule.document_type", 2)]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n<schedule>&c;</schedule>", "schedule.document_type", 1)]
    [InlineData("<schedule>\n<conference>\n</schedule>", "schedule.unreadable", 3)]
    [InlineData("<?xml version=\"1.0\"?>\n<rss/>", "schedule.not_one", 1)]
    [InlineData("", "page.empty", 1)]
    [InlineData("{\"schedule\":\n[", "schedule.unreadable", 2)]
    [InlineData("{\"schedule\":[]}", "schedule.not_one", 1)]
    [InlineData("{\"schedule\":{\"conference\":{\"title\":1,\"days\":[3,{\"date\":true,\"rooms\":{\"a\":[null]}}]}}}", "file.meetup_unknown", 1)]
    [InlineData("<schedule><conference><title>x</title></conference></schedule>", "time.missing", 1)]
    [InlineData("<schedule><conference/></schedule>", "file.meetup_unknown", 1)]
    public void what_cannot_be_read_is_one_error_at_its_line(string text, string code, int line)
    {
        var page = TalkFiles.Read(text.StartsWith('{') ? "schedule.json" : "schedule.xml", text);

        Assert.Null(page.Meetup);
        Assert.Contains((code, line), page.Findings.Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => (finding.Code, finding.Line)));
    }

    [Fact]
    public void elements_a_hundred_thousand_deep_are_refused_and_not_walked()
    {
        var deep = $"<schedule>{string.Concat(Enumerable.Repeat("<a>\n", 100_000))}{string.Concat(Enumerable.Repeat("</a>", 100_000))}</schedule>";
        Assert.Contains("schedule.too_deep", TalkFiles.Read("schedule.xml", deep).Codes());
        Assert.Contains("schedule.unreadable", TalkFiles.Read("schedule.json", new string('[', 100_000)).Codes());
    }

    [Theory]
    [InlineData("talks.csv", "title\n", true)]
    [InlineData("export", "<?xml version=\"1.0\"?><schedule/>", true)]
    [InlineData("export.txt", "\n<schedule/>", true)]
    [InlineData("plan.json", "{}", true)]
    [InlineData("page.md", "{json front matter}", false)]
    [InlineData("page.md", "- 活动主题：x", false)]
    public void a_file_of_talks_is_known_by_what_is_in_it_or_by_its_name(string name, string text, bool isOne) =>
        Assert.Equal(isOne, TalkFile.Is(new(name, Encoding.UTF8.GetBytes(text))));
}
