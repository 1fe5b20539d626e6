using Xunit;

namespace EventOps.Browser.Tests;

public sealed class WidthTests(Visits visits)
{
    [Theory]
    [MemberData(nameof(PagePaths.Each), MemberType = typeof(PagePaths))]
    public async Task no_page_is_wider_than_the_screen(string path)
    {
        await using var look = await visits.Look(path, width: 1280);
        var page = look.Page;
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(more => more.open = true)");
        foreach (var width in new[] { 1280, 820, 390, 320 })
        {
            await page.SetViewportSizeAsync(width, 900);
            Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task rooms_are_columns_on_a_wide_screen_and_one_list_on_a_phone()
    {
        Assert.Equal(2, await Columns(1280));
        Assert.Equal(1, await Columns(390));
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task no_label_is_broken_in_two(string language)
    {
        await using var look = await visits.Look(PagePaths.In(PagePaths.OpenDayRecap, language));
        foreach (var label in await look.Page.Locator(".downloads .what").AllAsync())
            Assert.InRange((await label.BoundingBoxAsync())!.Height, 1, 30);
    }

    private async Task<int> Columns(int width)
    {
        await using var look = await visits.Look(PagePaths.TwoRoomsAgenda, width);
        var page = look.Page;
        return await page.EvaluateAsync<int>(
            "new Set([...document.querySelectorAll('.session')].map(slot => Math.round(slot.getBoundingClientRect().left))).size");
    }
}
