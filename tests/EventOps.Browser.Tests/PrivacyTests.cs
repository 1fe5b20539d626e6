using Xunit;

namespace EventOps.Browser.Tests;

public sealed class PrivacyTests(Visits visits)
{
    [Theory]
    [MemberData(nameof(PagePaths.Each), MemberType = typeof(PagePaths))]
    public async Task no_request_leaves_the_origin_and_nothing_offends_the_policy(string path)
    {
        var page = await visits.Open("about:blank");
        await using var visit = page.Context;
        var foreign = new List<string>();
        var complaints = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(visits.Address, StringComparison.Ordinal))
                foreign.Add(request.Url);
        };
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        var response = await page.GotoAsync(path, new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
        Assert.Contains("content-security-policy", response!.Headers.Keys);
        Assert.Empty(foreign);
        Assert.Empty(complaints);
    }
}
