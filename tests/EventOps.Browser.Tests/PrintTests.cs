using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class PrintTests(Visits visits)
{
    [Fact]
    public async Task on_paper_stays_what_one_can_use_there()
    {
        await using var look = await visits.Look(PagePaths.In(PagePaths.TwoRoomsAgenda, "en"), width: 794);
        var page = look.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        Assert.Equal(0, await page.Locator("button:visible, .bar:visible, .tabs:visible, .foot:visible, summary:visible").CountAsync());
        Assert.Equal("rgb(0, 0, 0)", await page.Locator("h1").EvaluateAsync<string>("title => getComputedStyle(title).color"));
        Assert.True(await page.GetByText("We removed our service mesh").IsVisibleAsync());
        Assert.Equal("\" <https://decks.example.org/outage.pdf>\"", await After(page, ".material a"));
        Assert.Equal(794, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task codes_to_scan_are_printed_and_what_stood_on_a_ground_is_dark()
    {
        await using var look = await visits.Look(PagePaths.OpenDayRecap, width: 794);
        var page = look.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await page.Locator(".qr").First.IsVisibleAsync());
        // Printers leave grounds out, and light text would be lost with them.
        Assert.Equal("rgb(0, 0, 0)", await page.Locator(".downloads .recording .what").EvaluateAsync<string>("what => getComputedStyle(what).color"));
    }

    [Fact]
    public async Task what_is_new_has_its_date_on_paper()
    {
        var page = await visits.Open("/sofastack", width: 794);
        await using var visit = page.Context;
        await page.Clock.SetFixedTimeAsync("2021-12-20T05:30:00Z");
        await page.GotoAsync(PagePaths.OpenDayRecap);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var time = page.Locator(".downloads time").Last;
        Assert.StartsWith("\"2021-12-20 11:", await After(page, ".downloads li:last-child time"), StringComparison.Ordinal);
        Assert.Equal("0px", await time.EvaluateAsync<string>("time => getComputedStyle(time).fontSize"));
    }

    private static Task<string> After(IPage page, string selector) =>
        page.Locator(selector).First.EvaluateAsync<string>("link => getComputedStyle(link, '::after').content");
}
