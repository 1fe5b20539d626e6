using Microsoft.Playwright;
using Xunit;

namespace EventOps.Browser.Tests;

public sealed class PrivacyTests(Visits visits)
{
    [Theory]
    [MemberData(nameof(PagePaths.Each), MemberType = typeof(PagePaths))]
    public async Task no_request_leaves_the_origin_and_nothing_offends_the_policy(string path)
    {
        await using var look = await visits.Look("about:blank");
        var page = look.Page;
        var foreign = new List<string>();
        var complaints = new List<string>();
        void Requested(object? _, IRequest request)
        {
            if (!request.Url.StartsWith(visits.Address, StringComparison.Ordinal))
                foreign.Add(request.Url);
        }

        void Said(object? _, IConsoleMessage message) => complaints.Add(message.Text);
        void Failed(object? _, string error) => complaints.Add(error);
        page.Request += Requested;
        page.Console += Said;
        page.PageError += Failed;
        var response = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        page.Request -= Requested;
        page.Console -= Said;
        page.PageError -= Failed;
        Assert.Contains("content-security-policy", response!.Headers.Keys);
        Assert.Empty(foreign);
        Assert.Empty(complaints);
    }
}
