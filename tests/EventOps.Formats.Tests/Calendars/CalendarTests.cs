using System.Text;
using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Formats.Calendars;
using EventOps.Formats.Shared;
using EventOps.Testing.Histories;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Formats.Tests.Calendars;

/// <summary>What ical.js reads in our calendars.</summary>
public sealed class CalendarTests
{
    private static readonly SiteAddresses Site = new("https://meetups.example", "sofa");

    [Fact]
    public async Task an_agenda_has_an_entry_for_every_slot_at_its_hour_in_its_zone()
    {
        var events = await Agenda(Given(ReleasedMeetup));

        Assert.Equal(["Raft by hand", "Tea", "A mesh in production"], events.Select(e => Text(e, "summary")));
        var first = events[0];
        Assert.Equal(RaftSlot.ToString(), Text(first, "uid"));
        Assert.Equal("2021-12-18T05:00:00.000Z", Text(first, "start"));
        Assert.Equal("2021-12-18T05:45:00.000Z", Text(first, "end"));
        Assert.Equal("Asia/Shanghai", Text(first, "zone"));
        Assert.Equal("Room A", Text(first, "location"));
        Assert.Equal("CONFIRMED", Text(first, "status"));
        Assert.Equal($"https://meetups.example/sofa/meetup-13/talks/{Raft}", Text(first, "url"));
        Assert.Contains("Ann", Text(first, "description"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task before_a_release_the_meetup_itself_is_the_entry()
    {
        var only = Assert.Single(await Agenda(Given(ReleasedMeetup[..8])));

        Assert.Equal(MeetupId.ToString(), Text(only, "uid"));
        Assert.Equal("Meetup 13", Text(only, "summary"));
        Assert.Equal("2021-12-18T09:00:00.000Z", Text(only, "end"));
    }

    [Fact]
    public async Task a_slot_that_left_stays_as_cancelled_with_a_higher_sequence()
    {
        var events = await Agenda(Given(ReleasedMeetup).And(new SlotRemoved(RaftSlot), Released(2)));

        var gone = events.Single(e => Text(e, "uid") == RaftSlot.ToString());
        Assert.Equal("CANCELLED", Text(gone, "status"));
        Assert.Equal(1, gone.GetProperty("sequence").GetInt32());
        Assert.Equal("Raft by hand", Text(gone, "summary"));
        Assert.Equal("2021-12-18T05:00:00.000Z", Text(gone, "start"));
        Assert.Equal(0, events.Single(e => Text(e, "uid") == MeshSlot.ToString()).GetProperty("sequence").GetInt32());
    }

    [Fact]
    public async Task a_moved_slot_keeps_its_uid_and_rises_alone()
    {
        var events = await Agenda(Given(ReleasedMeetup).And(Moved(RaftSlot, 13, 16), Released(2)));

        var moved = events.Single(e => Text(e, "uid") == RaftSlot.ToString());
        Assert.Equal((1, "2021-12-18T08:00:00.000Z"), (moved.GetProperty("sequence").GetInt32(), Text(moved, "start")));
        Assert.All(events.Where(e => Text(e, "uid") != RaftSlot.ToString()), e => Assert.Equal(0, e.GetProperty("sequence").GetInt32()));
    }

    [Fact]
    public async Task a_cancelled_meetup_cancels_every_entry_and_a_reinstated_one_brings_them_back()
    {
        var cancelled = Given(ReleasedMeetup).And(new EventCancelled("Snow."));
        var back = cancelled.And(new EventReinstated(null));

        Assert.All(await Agenda(cancelled), e => Assert.Equal(("CANCELLED", 1), (Text(e, "status"), e.GetProperty("sequence").GetInt32())));
        Assert.All(await Agenda(back), e => Assert.Equal(("CONFIRMED", 2), (Text(e, "status"), e.GetProperty("sequence").GetInt32())));
    }

    [Fact]
    public async Task a_withdrawn_talk_is_struck_out_before_the_next_release()
    {
        var events = await Agenda(Given(ReleasedMeetup).And(new TalkWithdrawn(Raft, "Ill.")));

        var off = events.Single(e => Text(e, "uid") == RaftSlot.ToString());
        Assert.Equal(("CANCELLED", 1), (Text(off, "status"), off.GetProperty("sequence").GetInt32()));
    }

    [Fact]
    public async Task summer_time_is_read_as_meant_on_both_sides_of_the_change()
    {
        var history = Given(
            Scheduled() with { Zone = "Europe/Berlin", Start = new(2026, 10, 24, 9, 0), End = new(2026, 10, 26, 17, 0) },
            Slot(RaftSlot, 9, day: 1, title: "Summer"), Slot(MeshSlot, 9, day: 3, title: "Winter"), Released(1));

        var events = await Agenda(history);

        Assert.Equal(["2026-10-24T07:00:00.000Z", "2026-10-26T08:00:00.000Z"], events.Select(e => Text(e, "start")));
    }

    [Fact]
    public async Task any_text_survives_folding_and_escaping()
    {
        var title = "云原生\u2028；用 C#, \"Raft\" \\ 与🦀👨‍👩‍👧: " + string.Concat(Enumerable.Repeat("字节码联盟与 WASM，", 30));
        var history = Given(Scheduled(title: title), Talk(Raft, title + "\u0007", "一行\r\n二行;三"), Slot(RaftSlot, 13, Raft), Released(1));

        var file = CalendarFile.OfAgenda(history.PublicAgenda, history.Agenda.Ledger, Site);
        var only = Assert.Single(Events(await Judges.Calendar(file)));

        Assert.Equal(title, Text(only, "summary"));
        Assert.Contains("一行\n二行;三", Text(only, "description"), StringComparison.Ordinal);
        Assert.All(Lines(file), line => Assert.True(line.Length <= 75, Encoding.UTF8.GetString(line)));
        Assert.All(Lines(file), line => Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(line)));
    }

    [Fact]
    public async Task a_community_calendar_lists_its_meetups()
    {
        var line = Given(Scheduled() with { Form = MeetupForm.Onsite, Venue = new("中国科技会堂") }).Line;

        var read = await Judges.Calendar(CalendarFile.OfCommunity("SOFA 社区", [line], Site));

        Assert.Equal("SOFA 社区", read.GetProperty("name").GetString());
        var only = Assert.Single(Events(read));
        Assert.Equal(("Meetup 13", "中国科技会堂"), (Text(only, "summary"), Text(only, "location")));
        Assert.Equal(["Raft", "Service Mesh"], only.GetProperty("categories").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task a_talk_has_the_same_uid_in_its_own_file_and_its_decks_attached()
    {
        var history = Given(ReleasedMeetup).And(Published(RaftDeck, Raft, "https://decks.example/raft.pdf"));

        var file = CalendarFile.OfTalk(history.PublicAgenda, history.Agenda.Ledger, Raft, Site);

        var only = Assert.Single(Events(await Judges.Calendar(file!)));
        Assert.Equal(RaftSlot.ToString(), Text(only, "uid"));
        Assert.Equal(["https://decks.example/raft.pdf"], only.GetProperty("attachments").EnumerateArray().Select(a => a.GetString()));
        Assert.Null(CalendarFile.OfTalk(history.PublicAgenda, history.Agenda.Ledger, Id(999), Site));
    }

    private static async Task<List<JsonElement>> Agenda(History history) =>
        Events(await Judges.Calendar(CalendarFile.OfAgenda(history.PublicAgenda, history.Agenda.Ledger, Site)));

    private static List<JsonElement> Events(JsonElement calendar) => [.. calendar.GetProperty("events").EnumerateArray()];

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static List<byte[]> Lines(byte[] file)
    {
        var lines = new List<byte[]>();
        for (var rest = file.AsSpan(); rest.Length > 0;)
        {
            var end = rest.IndexOf("\r\n"u8);
            lines.Add(rest[..end].ToArray());
            rest = rest[(end + 2)..];
        }

        return lines;
    }
}
