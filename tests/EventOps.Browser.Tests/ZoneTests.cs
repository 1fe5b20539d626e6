using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class ZoneTests(Visits visits)
{
    [Fact]
    public async Task one_click_shows_the_readers_own_time_and_another_takes_it_back()
    {
        var page = await visits.Open(PagePaths.In(PagePaths.TwoRoomsAgenda, "en"), zone: "America/New_York");
        await using var visit = page.Context;
        var first = page.Locator(".slot .time").First;
        var zone = page.Locator("[data-zone-name]");
        Assert.Equal("10:00–10:30", await first.InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Show in my time zone" }).ClickAsync();
        // Berlin is at UTC+1 on that day, New York at UTC-5: its summer time starts a day later.
        Assert.Equal("04:00–04:30", await first.InnerTextAsync());
        Assert.Contains("America/New_York", await zone.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show in the meetup's time zone" }).ClickAsync();
        Assert.Equal("10:00–10:30", await first.InnerTextAsync());
        Assert.Contains("Europe/Berlin", await zone.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_time_on_another_day_for_the_reader_says_so()
    {
        var page = await visits.Open(PagePaths.In("/sofastack/size-8/agenda", "en"), zone: "America/New_York");
        await using var visit = page.Context;
        await page.GetByRole(AriaRole.Button, new() { Name = "Show in my time zone" }).ClickAsync();
        Assert.Contains("7 May 21:00", await page.Locator(".slot .time").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task nobody_is_offered_the_zone_that_is_already_shown()
    {
        var page = await visits.Open(PagePaths.OpenDayAgenda, zone: "Asia/Shanghai");
        await using var visit = page.Context;
        Assert.Equal(0, await page.Locator(".zone-switch:visible").CountAsync());
    }
}
