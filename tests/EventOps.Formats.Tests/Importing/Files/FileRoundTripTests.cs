using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Meetups;
using EventOps.Formats.Importing;
using EventOps.Formats.Schedules;
using EventOps.Formats.Shared;
using EventOps.Formats.Tables;
using EventOps.Formats.Tests.Exporting;
using EventOps.Testing.Histories;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace EventOps.Formats.Tests.Importing.Files;

/// <summary>export(import(export(x))) = export(x), over generated meetups: slots, talks, speakers, decks and recordings, with their ids.</summary>
public sealed class FileRoundTripTests
{
    private const int Meetups = 60;

    private static readonly SiteAddresses Site = new("https://meetups.example", Pages.Settings.Community);

    [Fact]
    public void a_schedule_xml_comes_in_again_as_it_was() => Checked(("agenda.xml", Xml, history => Facts(history, biographies: false)));

    [Fact]
    public void a_schedule_json_comes_in_again_as_it_was() => Checked(("schedule.json", Json, history => Facts(history, biographies: true)));

    [Fact]
    public void a_table_of_talks_comes_in_again_as_it_was() => Checked(("spring.csv", Table, history => string.Join('\n', Encoding.UTF8.GetString(Table(history)).Split("\r\n").Order(StringComparer.Ordinal))));

    private static void Checked((string Name, Func<History, byte[]> Write, Func<History, string> Facts) form) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Meetups).WithEndSize(40),
        Prop.ForAll(GeneratedMeetup.Any, commands =>
        {
            var (state, history) = Held(ExportedMeetup.Decided(commands));
            if (!IsPlain(state))
                return;
            var file = form.Write(history);
            var page = TalkFiles.Read(form.Name, file, target: new(state.Slug, state.Details.Title, state.Time.Start.Date));
            var draft = Assert.IsType<MeetupDraft>(page.Meetup);
            var again = Held(ExportedMeetup.Decided(draft.Wanted)).History;
            Assert.True(form.Facts(history) == form.Facts(again), $"{Encoding.UTF8.GetString(file)}\n--- was\n{form.Facts(history)}\n--- is\n{form.Facts(again)}\n{string.Join('\n', page.Findings)}");
            var asked = TalkFiles.Again(form.Name, file, state);
            Assert.True(asked.Count == 0, $"{Encoding.UTF8.GetString(file)}\n--- asks for\n{string.Join('\n', asked)}");
        }));

    // Two talks of one name are one in a file, and a file tells the moment of a start that the clocks jumped over.
    private static bool IsPlain(Meetup state) =>
        state.Talks.Values.DistinctBy(talk => PlainText.Line(talk.Title)).Count() == state.Talks.Count
        && state.Slots.Values.All(slot => DateTimeZoneProviders.Tzdb[state.Time.Zone].MapLocal(state.Time.Start.Date.PlusDays(slot.Day - 1).At(slot.Start)).Count == 1);

    private static (Meetup State, History History) Held(IReadOnlyList<MeetupEvent> events) =>
        (events.Aggregate(Meetup.Initial, (state, happened) => state.Evolve(happened)), History.Given(events));

    private static byte[] Xml(History history) => ScheduleXml.Of(history.PublicAgenda, history.Agenda.Ledger, Site);

    private static byte[] Json(History history) => ScheduleJson.Of(history.PublicAgenda, history.Agenda.Ledger, Site);

    private static byte[] Table(History history) => TalkTable.Of(history.PublicAgenda);

    // All that the form says, but for numbers that count releases and the order in which slots came to be, and the tracks of
    // breaks, which are in neither form.
    private static string Facts(History history, bool biographies)
    {
        var json = JsonNode.Parse(Json(history))!;
        json["schedule"]!["version"] = "";
        json["schedule"]!["conference"]!["tracks"] = null;
        foreach (var held in json["schedule"]!["conference"]!["days"]!.AsArray().SelectMany(day => day!["rooms"]!.AsObject()).SelectMany(room => room.Value!.AsArray()))
        {
            (held!["id"], held["code"], held["slug"]) = (0, "", "");
            foreach (var person in held["persons"]!.AsArray().Where(_ => !biographies))
                person!["biography"] = null;
        }

        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
