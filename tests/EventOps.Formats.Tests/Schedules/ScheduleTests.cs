using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using EventOps.Domain.Meetups;
using EventOps.Formats.Schedules;
using EventOps.Formats.Shared;
using EventOps.Testing.Histories;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Formats.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly SiteAddresses Site = new("https://meetups.example", "sofa");
    private static readonly SiteAddresses Unknown = new(null, "sofa");

    private static readonly Dictionary<string, History> Agendas = new()
    {
        { "released", Given(ReleasedMeetup).And(Published(RaftDeck, Raft, "https://decks.example/raft(1).pdf")) },
        { "not released", Given(ReleasedMeetup[..8]) },
        {
            "all Chinese", Given(
                Scheduled(title: "云原生开放日") with { Slug = "开放日", Tags = ["云原生"] }, Speaker(Ann, null, "凯撒"),
                Talk(Raft, "日志与多数派", "一份简介。", Ann), Slot(RaftSlot, 13, Raft, room: "一号厅"), Released(1))
        },
        {
            "control characters", Given(
                Scheduled(title: "\u0001\u000B"), Talk(Raft, "a\u0000b\uFFFEc \uD83D", "\u0002"), Slot(RaftSlot, 13, Raft), Released(1))
        },
        { "three days", Given(Scheduled(end: End.PlusDays(2)), Slot(RaftSlot, 9, day: 3, title: "Last"), Released(1)) },
    };

    public static TheoryData<string> Names() => [.. Agendas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task schedule_xml_is_valid(string name)
    {
        var history = Agendas[name];
        foreach (var site in new[] { Site, Unknown })
            Assert.Equal("", await Judges.XmlSchema("schedule.xsd", ScheduleXml.Of(history.PublicAgenda, history.Agenda.Ledger, site)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task schedule_json_is_valid(string name)
    {
        var history = Agendas[name];
        Assert.Equal("", await Judges.JsonSchema(
            "schedule.json", new[] { Site, Unknown }.Select(site => ScheduleJson.Of(history.PublicAgenda, history.Agenda.Ledger, site))));
    }

    [Fact]
    public async Task the_judges_reject_what_is_wrong()
    {
        var agenda = Given(ReleasedMeetup);
        var xml = Encoding.UTF8.GetString(ScheduleXml.Of(agenda.PublicAgenda, agenda.Agenda.Ledger, Site));
        var json = Encoding.UTF8.GetString(ScheduleJson.Of(agenda.PublicAgenda, agenda.Agenda.Ledger, Site));

        Assert.Contains("version", await Judges.XmlSchema("schedule.xsd", Encoding.UTF8.GetBytes(xml.Replace("<version>1</version>", "", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("guid", await Judges.JsonSchema("schedule.json", Encoding.UTF8.GetBytes(json), Encoding.UTF8.GetBytes(json.Replace("\"guid\"", "\"id2\"", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void a_deck_is_a_link_and_an_attachment_and_breaks_are_no_events()
    {
        var history = Given(ReleasedMeetup).And(Published(RaftDeck, Raft, "https://decks.example/raft.pdf"));

        var events = Events(history);

        Assert.Equal(["Raft by hand", "A mesh in production"], events.Select(e => e.Element("title")!.Value));
        foreach (var list in new[] { "links", "attachments" })
            Assert.Equal("https://decks.example/raft.pdf", Assert.Single(events[0].Element(list)!.Elements()).Attribute("href")!.Value);
        Assert.Equal(("13:00", "00:45", "2021-12-18T13:00:00+08:00"), (events[0].Element("start")!.Value, events[0].Element("duration")!.Value, events[0].Element("date")!.Value));
        Assert.Equal("杨斌（凯撒）", Assert.Single(events[1].Element("persons")!.Elements()).Value);
    }

    [Fact]
    public void what_people_starred_keeps_its_guid_and_number_wherever_it_moves()
    {
        var before = Given(ReleasedMeetup);
        var after = before.And(
            new SlotRemoved(RaftSlot), new SlotRemoved(Id(409)), Released(2), Talk(Id(303), "New first"), Slot(Id(403), 9, Id(303)),
            Slot(Id(404), 16, Raft), Released(3));

        var (old, now) = (Numbers(before), Numbers(after));

        Assert.Equal(old["Raft by hand"], now["Raft by hand"]);
        Assert.Equal(old["A mesh in production"], now["A mesh in production"]);
        Assert.DoesNotContain(now["New first"], old.Values);
        Assert.Equal(Raft.ToString(), now["Raft by hand"].Guid);
    }

    [Fact]
    public void both_formats_say_the_same()
    {
        var history = Given(ReleasedMeetup);
        using var json = JsonDocument.Parse(ScheduleJson.Of(history.PublicAgenda, history.Agenda.Ledger, Site));

        var told = json.RootElement.GetProperty("schedule").GetProperty("conference").GetProperty("days").EnumerateArray()
            .SelectMany(day => day.GetProperty("rooms").EnumerateObject()).SelectMany(room => room.Value.EnumerateArray())
            .Select(e => (e.GetProperty("id").GetInt32(), e.GetProperty("title").GetString(), e.GetProperty("date").GetString()));

        Assert.Equal(
            Events(history).Select(e => ((int)e.Attribute("id")!, (string?)e.Element("title")!.Value, (string?)e.Element("date")!.Value)), told);
    }

    private static List<XElement> Events(History history)
    {
        using var file = new MemoryStream(ScheduleXml.Of(history.PublicAgenda, history.Agenda.Ledger, Site));
        return [.. XDocument.Load(file).Descendants("event")];
    }

    private static Dictionary<string, (string Guid, string Id)> Numbers(History history) => Events(history)
        .ToDictionary(e => e.Element("title")!.Value, e => (e.Attribute("guid")!.Value, e.Attribute("id")!.Value));
}
