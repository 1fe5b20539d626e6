using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class BrandTests(Visits visits)
{
    // The contrast of text with what is behind it, by the colours that the browser would paint.
    private const string Contrast = """
        (selector) => {
          const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
          const rgb = (colour) => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
          const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
            .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
          const behind = (element) => element ? rgb(getComputedStyle(element).backgroundColor)[3] ? rgb(getComputedStyle(element).backgroundColor) : behind(element.parentElement) : [255, 255, 255];
          const contrasts = [...document.querySelectorAll(selector)].map((element) => {
            const [one, other] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
            return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
          });
          return Math.min(...contrasts);
        }
        """;

    private static readonly string[] Texts =
    [
        "h1", ".kicker .this", ".kicker a", ".facts dt", ".hero .button", ".tabs a", ".banner-what", ".slot .time", ".session .meta", ".from",
        ".what", ".room-head", ".release",
    ];

    [Theory]
    [InlineData("#c0392b")]
    [InlineData("#1a73e8")]
    [InlineData("#f5c400")]
    [InlineData("#39ff14")]
    [InlineData("#777")]
    [InlineData("#000")]
    [InlineData("#fff")]
    public async Task text_stays_legible_on_any_brand_in_both_themes(string brand)
    {
        await using var look = await visits.Look(PagePaths.TwoRoomsAgenda);
        var page = look.Page;
        await page.EvaluateAsync("brand => document.documentElement.style.setProperty('--brand', brand)", brand);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            foreach (var text in Texts)
            {
                var contrast = await page.EvaluateAsync<double>(Contrast, text);
                Assert.True(contrast >= 4.5, $"{text} on {brand} in {theme}: {contrast:F2}");
            }
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task a_logo_is_seen_in_both_themes_and_leaves_room_for_the_name(ColorScheme theme)
    {
        await using var look = await visits.Look(PagePaths.Catalogue, width: 320);
        var page = look.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = theme });
        var logo = page.Locator(".bar .logo");
        Assert.True(await logo.EvaluateAsync<bool>("logo => logo.complete && logo.naturalWidth === 96"));
        Assert.Equal("rgb(255, 255, 255)", await logo.EvaluateAsync<string>("logo => getComputedStyle(logo).backgroundColor"));
        var (bar, box) = ((await page.Locator(".bar nav").BoundingBoxAsync())!, (await logo.BoundingBoxAsync())!);
        Assert.InRange(box.Height, 32, bar.Height);
        Assert.True(await page.Locator(".bar .language").IsVisibleAsync());
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
