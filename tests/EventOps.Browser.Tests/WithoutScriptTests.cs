using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class WithoutScriptTests(Visits visits)
{
    [Fact]
    public async Task everything_can_be_read_and_reached()
    {
        var page = await visits.Open(PagePaths.In(PagePaths.Catalogue, "en"), script: false);
        await using var visit = page.Context;
        await page.GetByRole(AriaRole.Link, new() { Name = "Recap: 【活动回顾】《WebAssembly Open Day》" }).ClickAsync();
        Assert.Equal(7, await page.Locator(".downloads a").CountAsync());
        Assert.Equal(7, await page.Locator(".talks > li").CountAsync());
        Assert.Contains("杨斌 (凯撒)", await page.Locator(".talks").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("34197075", await page.Locator(".channels").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("button:visible").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "中文" }).ClickAsync();
        Assert.Equal("zh-CN", await page.Locator("html").GetAttributeAsync("lang"));
        await page.Locator("summary").First.ClickAsync();
        Assert.True(await page.Locator(".bio").First.IsVisibleAsync());
    }

    [Fact]
    public async Task a_search_keeps_the_language_and_the_tag()
    {
        var page = await visits.Open("/sofastack?tag=SOFA&lang=en", script: false);
        await using var visit = page.Context;
        await page.GetByRole(AriaRole.Searchbox).FillAsync("wamr 何良");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        Assert.Equal(1, await page.Locator(".meetup").CountAsync());
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal(1, await page.Locator(".chip[aria-current]").CountAsync());
    }
}
