using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class AccessibilityTests(Visits visits)
{
    // Asked within the page: the library's own way opens a second page for each question and brings back all that is well.
    private const string Ask = """
        async (only) => {
          const options = { resultTypes: ["violations"], ...(only ? { runOnly: { type: "rule", values: only } } : {}) };
          const { violations } = await axe.run(document, options);
          return violations.flatMap((violation) => violation.nodes.map((node) =>
            `${violation.id} at ${node.target}: ${violation.help} ${node.any.map((check) => check.message).join("; ")}`));
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // All that axe looks at and that a theme can change.
    private static readonly string[] OfColour = ["color-contrast", "link-in-text-block"];

    [Theory]
    [MemberData(nameof(PagePaths.InBothLanguages), MemberType = typeof(PagePaths))]
    public async Task axe_finds_nothing_to_object_to_in_either_theme(string path, string language)
    {
        await using var look = await visits.Look(PagePaths.In(path, language));
        await look.Page.EvaluateAsync("document.querySelectorAll('details').forEach(more => more.open = true)");
        await look.Page.EvaluateAsync(Axe);
        Assert.Empty(await look.Page.EvaluateAsync<string[]>(Ask));
        await look.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Empty(await look.Page.EvaluateAsync<string[]>(Ask, OfColour));
    }

    [Fact]
    public async Task the_first_tab_stop_skips_to_the_content()
    {
        await using var look = await visits.Look(PagePaths.OpenDayAgenda);
        await look.Page.Keyboard.PressAsync("Tab");
        await look.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await look.Page.EvaluateAsync<string>("document.activeElement.id"));
    }
}
