using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class StarTests(Visits visits)
{
    [Fact]
    public async Task what_was_starred_is_remembered_and_can_be_seen_alone()
    {
        var page = await visits.Open(PagePaths.TwoRoomsAgenda);
        await using var visit = page.Context;
        var only = page.Locator("[data-only]");
        await Assertions.Expect(only).ToBeHiddenAsync();

        await page.Locator(".session", new() { HasText = "etcd at the edge" }).Locator(".star").ClickAsync();
        await page.ReloadAsync();
        await only.ClickAsync();

        Assert.Equal(["etcd at the edge of its disk"], await Shown(page));
        await only.ClickAsync();
        Assert.True((await Shown(page)).Count > 1);
        await page.Locator(".starred .star").ClickAsync();
        await Assertions.Expect(only).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("2027-03-13T10:40:00Z", "etcd at the edge of its disk", "now")]
    [InlineData("2027-03-13T10:40:00Z", "We removed our service mesh", "next")]
    [InlineData("2027-03-13T10:40:00Z", "The outage that taught us to stop guessing", "")]
    [InlineData("2027-04-13T10:40:00Z", "etcd at the edge of its disk", "")]
    public async Task what_is_on_now_and_what_comes_next_is_said(string now, string title, string state)
    {
        var page = await visits.Open("/sofastack");
        await using var visit = page.Context;
        await page.Clock.SetFixedTimeAsync(now);
        await page.GotoAsync(PagePaths.In(PagePaths.TwoRoomsAgenda, "en"));

        var slot = page.Locator(".session", new() { HasText = title });

        Assert.Equal(state, await slot.GetAttributeAsync("data-state") ?? "");
        Assert.Equal(state.Length > 0 ? 1 : 0, await slot.Locator(".state").CountAsync());
    }

    private static async Task<List<string>> Shown(IPage page) => [.. await page.Locator(".session h3 a:visible").AllInnerTextsAsync()];
}
