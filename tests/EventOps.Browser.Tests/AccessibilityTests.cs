using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class AccessibilityTests(Visits visits)
{
    [Theory]
    [MemberData(nameof(PagePaths.InBothLanguages), MemberType = typeof(PagePaths))]
    public async Task axe_finds_nothing_to_object_to_in_either_theme(string path, string language)
    {
        var page = await visits.Open(PagePaths.In(path, language));
        await using var visit = page.Context;
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(more => more.open = true)");
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var result = await page.RunAxe();
            Assert.Empty(result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
                $"{theme}: {violation.Id} at {node.Target}: {violation.Help} {string.Join("; ", node.Any.Select(check => check.Message))}")));
        }
    }

    [Fact]
    public async Task the_first_tab_stop_skips_to_the_content()
    {
        var page = await visits.Open(PagePaths.OpenDayAgenda);
        await using var visit = page.Context;
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
    }
}
