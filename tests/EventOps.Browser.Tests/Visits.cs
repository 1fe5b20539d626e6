using System.Collections.Concurrent;
using EventOps.Browser.Tests;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Visits))]

namespace EventOps.Browser.Tests;

/// <summary>
/// A browser, and the site that it visits. A visit has a browser profile of its own. Making one costs a second on a weak machine,
/// so a test that leaves nothing behind in it takes a look instead, by a page that others used before.
/// </summary>
public sealed class Visits : IAsyncLifetime
{
    private const int Height = 900;
    private readonly ConcurrentBag<IPage> idle = [];
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
            BaseURL = Address, ViewportSize = new() { Width = width, Height = Height }, TimezoneId = zone,
            JavaScriptEnabled = script,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>A page of the site, in a profile that is shared: for whoever neither stores, listens nor sets a clock.</summary>
    public async Task<Look> Look(string path, int width = 1280)
    {
        if (!idle.TryTake(out var page))
            return new(await Open(path, width), idle);
        await page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(width, Height);
        await page.GotoAsync(path);
        return new(page, idle);
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

/// <summary>A page on loan.</summary>
public sealed record Look(IPage Page, ConcurrentBag<IPage> Idle) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        Idle.Add(Page);
        return ValueTask.CompletedTask;
    }
}
