namespace EventOps.Server.Tests.Hosting;

/// <summary>What every answer tells a browser: take it for what it is, frame it nowhere, load nothing foreign.</summary>
public sealed class SecurityHeadersTests(ServerFixture server)
{
    [Theory]
    [InlineData("/api/communities/first/meetups")]
    [InlineData("/api/communities/nobody/meetups")]
    [InlineData("/no/such/place")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/index.html")]
    [InlineData("/metrics")]
    [InlineData("/health/ready")]
    [InlineData("/first")]
    [InlineData("/first/feed.atom")]
    [InlineData("/first/calendar.ics")]
    [InlineData("/first/none/agenda")]
    public async Task every_answer_is_what_it_says_and_is_framed_nowhere(string path)
    {
        var headers = await Headers(path);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.True(headers.ContainsKey("Referrer-Policy"));
        Assert.DoesNotContain("Server", headers.Keys);
        Assert.DoesNotContain("X-Powered-By", headers.Keys);
    }

    [Fact]
    public async Task a_page_runs_no_script_but_its_own()
    {
        var policy = (await Headers("/first"))["Content-Security-Policy"];
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, string>> Headers(string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Address, path));
        return response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
    }
}
