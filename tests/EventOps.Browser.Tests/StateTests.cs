using EventOps.Browser.Tests.Samples;
using EventOps.Server.Pages;
using NodaTime;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class StateTests(Visits visits)
{
    [Theory]
    [InlineData("/sofastack/bare/agenda", "The agenda is not published yet")]
    [InlineData("/sofastack/called-off/agenda", "This meetup is cancelled", "It was cancelled before an agenda was published")]
    [InlineData("/sofastack/postponed/agenda", "This meetup is postponed", "It was to be on Sat, 5 December 2026 14:00", "场地临时维修。", "New date to be announced")]
    [InlineData(PagePaths.HostileAgenda, "This meetup is cancelled", Hostile.Script)]
    [InlineData(PagePaths.TwoRoomsAgenda, "This meetup has a new time", "It was to be on Sat, 6 March 2027 10:00", "The venue is being repaired.")]
    [InlineData("/sofastack/soon/agenda", "Registration is closed", "Watch the stream", "Slides available from Sun, 22 November 2026 20:00")]
    [InlineData(PagePaths.OpenDayAgenda, "Where it was streamed")]
    public async Task a_state_looks_like_what_it_is(string path, params string[] said)
    {
        var page = await visits.Open(PagePaths.In(path, "en"), script: false);
        await using var visit = page.Context;
        var text = await page.Locator("main").InnerTextAsync();
        Assert.All(said, what => Assert.Contains(what, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(PagePaths.TwoRoomsAgenda, 1)]
    [InlineData("/sofastack/soon/agenda", 0)]
    [InlineData(PagePaths.OpenDayAgenda, 0)]
    [InlineData(PagePaths.OpenDayRecap, 0)]
    public async Task one_can_sign_up_only_while_somebody_would_be_let_in(string path, int ways)
    {
        await using var look = await visits.Look(path);
        var page = look.Page;
        Assert.Equal(ways, await page.Locator("a[href^='https://tickets.']").CountAsync());
    }

    [Fact]
    public async Task slides_that_are_not_out_are_announced_on_the_talks_own_page_and_not_told()
    {
        await using var look = await visits.Look($"/sofastack/soon/talks/{Story.Id("soon", "talk", "one")}?lang=en");
        var page = look.Page;
        Assert.Contains("Slides available from Sun, 22 November 2026 20:00", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("later.pdf", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task nobody_waits_for_more_about_a_talk_that_was_withdrawn()
    {
        await using var look = await visits.Look(PagePaths.In(PagePaths.WithdrawnTalk, "en"));
        var text = await look.Page.Locator("main").InnerTextAsync();
        Assert.Contains("Withdrawn", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing more has been said", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_new_says_for_how_long_and_keeps_the_date_at_hand()
    {
        var page = await visits.Open("/sofastack");
        await using var visit = page.Context;
        await page.Clock.SetFixedTimeAsync("2021-12-20T05:30:00Z");
        await page.GotoAsync(PagePaths.In(PagePaths.OpenDayRecap, "en"));
        var time = page.Locator(".downloads time").Last;
        Assert.Equal("2 hours ago", await time.TextContentAsync());
        Assert.StartsWith("2021-12-20 11:", await time.GetAttributeAsync("title"), StringComparison.Ordinal);
        await page.Clock.SetFixedTimeAsync("2022-12-20T05:30:00Z");
        await page.ReloadAsync();
        Assert.StartsWith("2021-12-20 11:", await time.TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void a_page_is_made_anew_when_registration_closes_and_when_the_meetup_is_over()
    {
        var meetup = SampleMeetups.Stories["soon"].Agenda.Meetup;
        var (closes, end) = (Instant.FromUtc(2026, 11, 20, 10, 0), Instant.FromUtc(2026, 11, 22, 12, 30));
        Assert.Equal(new(false, true, closes), MeetupPhase.At(meetup, closes - Duration.FromSeconds(1)));
        Assert.Equal(new(false, false, end), MeetupPhase.At(meetup, closes));
        Assert.Equal(new(true, false, null), MeetupPhase.At(meetup, end));
        Assert.Null(MeetupPhase.At(SampleMeetups.Stories["postponed"].Agenda.Meetup, end + Duration.FromDays(900)).Until);
    }
}
