using EventOps.Server.Pages;
using EventOps.Testing;
using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class QrCodeTests(Visits visits)
{
    [Fact]
    public async Task a_reader_finds_the_channels_link_in_what_the_page_draws()
    {
        await NodeTools.Install(HtmlTests.Clients);
        await using var look = await visits.Look(PagePaths.In(PagePaths.OpenDayRecap, "en"));
        var page = look.Page;
        var code = page.GetByRole(AriaRole.Img, new() { Name = "QR code: DingTalk group 金融级分布式架构" });
        var size = (await code.GetAttributeAsync("viewBox"))!.Split(' ')[3];
        var path = await code.Locator("path").GetAttributeAsync("d");

        var read = await NodeTools.Run("node", ["read-qr.cjs", size, path!], HtmlTests.Clients);

        Assert.Equal(new Uri("https://qr.example.org/join?group=34197075&from=回顾").AbsoluteUri, read.Output);
        Assert.InRange(path!.Length, 1, 6_000);
        Assert.True((await code.BoundingBoxAsync())!.Width >= 96);
    }

    [Fact]
    public async Task a_code_is_dark_on_light_in_the_dark()
    {
        await using var look = await visits.Look(PagePaths.OpenDayRecap);
        var page = look.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal("rgb(255, 255, 255)", await Style(page, ".qr", "backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await Style(page, ".qr path", "stroke"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("javascript:alert(1)")]
    [InlineData("34197075")]
    public void what_is_no_link_gets_none(string? url) => Assert.Null(QrCode.Of(url));

    [Fact]
    public void a_link_that_no_telephone_could_read_gets_none()
    {
        Assert.NotNull(QrCode.Of($"https://example.org/{new string('a', 280)}"));
        Assert.Null(QrCode.Of($"https://example.org/{new string('a', 281)}"));
    }

    private static Task<string> Style(IPage page, string selector, string property) =>
        page.Locator(selector).First.EvaluateAsync<string>($"element => getComputedStyle(element).{property}");
}
