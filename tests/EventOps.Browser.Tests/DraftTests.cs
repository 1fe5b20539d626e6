using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class DraftTests(Visits visits)
{
    [Theory]
    [InlineData(PagePaths.DraftAgenda, "zh", "草稿", "尚未公布")]
    [InlineData(PagePaths.DraftRecap, "en", "Draft", "Not published yet")]
    public async Task a_draft_says_so_above_everything_else_and_on_every_sheet_of_paper(string path, string language, string mark, string said)
    {
        await using var look = await visits.Look(PagePaths.In(path, language), width: 390);
        var page = look.Page;
        Assert.StartsWith(mark, await page.TitleAsync(), StringComparison.Ordinal);
        var strip = page.GetByRole(AriaRole.Region, new() { Name = mark, Exact = true });
        Assert.Contains(said, await strip.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("2026-12-05", await strip.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True((await strip.BoundingBoxAsync())!.Y < (await page.Locator("h1").BoundingBoxAsync())!.Y);
        var stamp = page.Locator(".draft-stamp");
        Assert.False(await stamp.IsVisibleAsync());
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await strip.IsVisibleAsync());
        Assert.True(await stamp.IsVisibleAsync());
        // What is fixed stands on each sheet.
        Assert.Equal("fixed", await stamp.EvaluateAsync<string>("mark => getComputedStyle(mark).position"));
        // It is behind the text, and nothing with a ground of its own is between.
        Assert.Equal("rgba(0, 0, 0, 0)", await page.Locator(".hero").EvaluateAsync<string>("hero => getComputedStyle(hero).backgroundColor"));
    }

    [Fact]
    public async Task what_is_published_bears_no_mark()
    {
        await using var look = await visits.Look(PagePaths.TwoRoomsAgenda);
        Assert.Equal(0, await look.Page.Locator(".draft, .draft-stamp, meta[name=robots]").CountAsync());
    }

    [Fact]
    public async Task from_a_draft_one_gets_to_the_rest_of_it_and_to_no_page_that_is_not_there()
    {
        await using var look = await visits.Look(PagePaths.In(PagePaths.DraftAgenda, "en"));
        var page = look.Page;
        var own = await page.Locator("main a[href^='/']").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.All(own, href => Assert.True(
            href.StartsWith("/sofastack/preview/cloud-native-berlin/", StringComparison.Ordinal) || href.StartsWith("/sofastack?", StringComparison.Ordinal), href));
        Assert.Contains("/sofastack/preview/cloud-native-berlin/recap?lang=en", own);
        Assert.Equal(0, await page.Locator("script[type='application/ld+json'], link[rel=canonical], .release").CountAsync());
        Assert.Equal("noindex, nofollow", await page.Locator("meta[name=robots]").GetAttributeAsync("content"));
    }
}
