using EventOps.Projections.People;

namespace EventOps.Server.Tests.Agendas;

/// <summary>What calendars, apps, spreadsheets and visitors fetch of one released meetup.</summary>
public sealed class AgendaFilesTests(ServerFixture server)
{
    private static readonly string TalkPage = $"spring-meetup/talks/{TestMeetup.Talk}";

    public static TheoryData<string, string, string> Files() => new()
    {
        { "spring-meetup/agenda.ics", "text/calendar", "WebAssembly 开源之路" },
        { "spring-meetup/meetup.ics", "text/calendar", "Spring meetup" },
        { "calendar.ics", "text/calendar", "Spring meetup" },
        { $"{TalkPage}.ics", "text/calendar", "WebAssembly 开源之路" },
        { "spring-meetup/agenda.xml", "application/vnd.c3voc.schedule+xml", "WebAssembly 开源之路" },
        { "spring-meetup/schedule.xml", "application/vnd.c3voc.schedule+xml", "杨斌（凯撒）" },
        { "spring-meetup/schedule.json", "application/json", "WebAssembly 开源之路" },
        { "spring-meetup/talks.csv", "text/csv", "凯撒" },
        { TalkPage, "text/html", "WebAssembly 开源之路" },
        { "spring-meetup/agenda/changes?since=1", "text/html", "14:00" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task a_released_agenda_is_there_in_every_form_and_an_unchanged_one_is_not_sent_again(string path, string type, string said)
    {
        var community = await Released();

        var file = (await community.Anybody.Get($"/{community.Name}/{path}")).MustBe(200);

        Assert.Equal(type, file.MediaType);
        Assert.Contains(said, file.Text.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty((await community.Anybody.Get($"/{community.Name}/{path}", ("If-None-Match", file.ETag!))).MustBe(304).Bytes);
    }

    [Fact]
    public async Task a_person_has_a_page_of_all_their_talks()
    {
        var community = await Released();

        var page = (await community.Anybody.Get($"/{community.Name}/people/{PersonId.Of(community.Name, "杨斌", "凯撒")}")).MustBe(200);

        Assert.Contains($"/{community.Name}/{TalkPage}", page.Text, StringComparison.Ordinal);
        (await community.Anybody.Get($"/{community.Name}/people/{Guid.Empty}")).MustBe(404);
    }

    [Theory]
    [InlineData("spring-meetup/talks/00000000-0000-0000-0000-000000000009")]
    [InlineData("spring-meetup/talks/00000000-0000-0000-0000-000000000009.ics")]
    [InlineData("nowhere/agenda.ics")]
    [InlineData("spring-meetup/agenda/changes?since=2")]
    [InlineData("spring-meetup/agenda/changes?since=x")]
    public async Task what_is_not_there_is_not_found(string path)
    {
        var community = await Released();

        (await community.Anybody.Get($"/{community.Name}/{path}")).MustBe(404);
    }

    [Fact]
    public async Task a_talk_that_no_release_names_has_no_page()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();

        (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{TalkPage}")).MustBe(404);
    }

    [Fact]
    public async Task two_releases_are_compared_by_their_numbers()
    {
        var community = await Released();

        var diff = (await community.Anybody.Get("meetups/spring-meetup/agenda/diff?from=1&to=2")).MustBe(200);

        var change = Assert.Single(diff.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(("changed", "14:00"), (change.GetProperty("kind").GetString(), change.GetProperty("after").GetProperty("start").GetString()));
        (await community.Anybody.Get("meetups/spring-meetup/agenda/diff?from=x")).MustRefuse("from:out_of_range", "to:out_of_range");
        (await community.Anybody.Get("meetups/spring-meetup/agenda/diff?from=1&to=9")).MustBe(404, "release.not_found");
    }

    private async Task<TestCommunity> Released()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await meetup.Done("publish-agenda", new { });
        await meetup.Done("move-slot", new { slotId = TestMeetup.Slot, start = "14:00", end = "14:40" });
        var position = (await meetup.Done("publish-agenda", new { })).Position;
        foreach (var read in (string[])["meetups/spring-meetup/agenda", "meetups"])
            (await meetup.Community.Anybody.Get($"{read}?minPosition={position}")).MustBe(200);
        return meetup.Community;
    }
}
