using EventOps.Browser.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Visits))]

namespace EventOps.Browser.Tests;

/// <summary>A browser, and the site that it visits. Each visit is a browser profile of its own.</summary>
public sealed class Visits : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private Site? site;

    public string Address => site!.Address;

    public async ValueTask InitializeAsync()
    {
        var path = await Chromium.Path();
        site = await Site.Start();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Chromium.Arguments });
    }

    /// <summary>Opens a page of the site; whoever opened it closes its context.</summary>
    public async Task<IPage> Open(string path, int width = 1280, string zone = "Asia/Shanghai", bool script = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address, ViewportSize = new() { Width = width, Height = 900 }, TimezoneId = zone,
            JavaScriptEnabled = script,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (site is not null)
            await site.DisposeAsync();
    }
}
