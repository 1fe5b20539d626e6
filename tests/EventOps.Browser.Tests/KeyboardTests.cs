using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class KeyboardTests(Visits visits)
{
    [Theory]
    [InlineData(PagePaths.TwoRoomsAgenda)]
    [InlineData(PagePaths.OpenDayRecap)]
    [InlineData(PagePaths.Catalogue)]
    public async Task whoever_tabs_meets_everything_in_the_order_of_the_page_and_sees_where_they_are(string path)
    {
        await using var look = await visits.Look(path);
        var page = look.Page;
        // What the page holds that can be worked with and is shown, in the order in which it is written.
        var stops = await page.EvaluateAsync<int>("""
            () => {
              const all = [...document.querySelectorAll("a[href], button, input, summary")].filter(it => it.checkVisibility() && it.type !== "hidden");
              all.forEach((it, index) => it.dataset.stop = index);
              return all.length;
            }
            """);
        for (var stop = 0; stop < stops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (at, width) = await At(page);
            Assert.Equal($"{stop}", at);
            Assert.True(width >= 2, $"stop {stop} shows no focus");
        }
    }

    [Fact]
    public async Task a_star_says_what_it_stars_and_is_set_by_the_space_bar()
    {
        var page = await visits.Open(PagePaths.In(PagePaths.TwoRoomsAgenda, "en"));
        await using var visit = page.Context;
        var star = page.GetByRole(AriaRole.Button, new() { Name = "Star: etcd at the edge of its disk" });
        await star.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(star).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static async Task<(string? Stop, double Width)> At(IPage page)
    {
        var focus = await page.EvaluateAsync<string[]>(
            "[document.activeElement.dataset.stop, getComputedStyle(document.activeElement).outlineWidth]");
        return (focus[0], double.Parse(focus[1].Replace("px", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));
    }
}
