using System.Text.Json;
using EventOps.Browser.Tests.Samples;
using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class HostileTextTests(Visits visits)
{
    [Theory]
    [InlineData(PagePaths.HostileAgenda)]
    [InlineData(PagePaths.HostileRecap)]
    [InlineData(PagePaths.Catalogue)]
    public async Task what_was_typed_is_shown_as_typed_and_does_nothing(string path)
    {
        await using var look = await visits.Look(path);
        var page = look.Page;
        var text = await page.Locator("body").InnerTextAsync();
        Assert.Contains(Hostile.Script, text, StringComparison.Ordinal);
        Assert.Contains(Hostile.Long, text, StringComparison.Ordinal);
        Assert.NotEqual("taken", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("img:not(.logo, .qr), iframe, object, [onerror], [onclick], [style]").CountAsync());
        Assert.Equal(0, await page.Locator("a[href^='javascript'], a[href^='data']").CountAsync());
        Assert.Equal(1, await page.Locator("script:not([type='application/ld+json'])").CountAsync());
    }

    [Fact]
    public async Task linked_data_stays_data()
    {
        await using var look = await visits.Look(PagePaths.HostileAgenda);
        var page = look.Page;
        using var json = JsonDocument.Parse(await page.Locator("script[type='application/ld+json']").TextContentAsync() ?? "");
        Assert.EndsWith(Hostile.Script, json.RootElement.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://schema.org/EventCancelled", json.RootElement.GetProperty("eventStatus").GetString());
    }

    [Fact]
    public async Task headings_of_prose_continue_those_of_the_page()
    {
        await using var look = await visits.Look(PagePaths.HostileAgenda);
        var page = look.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Deep", Level = 2 })).ToBeVisibleAsync();
    }
}
