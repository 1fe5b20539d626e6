using EventOps.Server.Links;

namespace EventOps.Server.Tests.Links;

public sealed class LinkProbeTests
{
    [Fact]
    public async Task what_answers_is_alive_and_what_is_not_there_is_not()
    {
        await using var hosts = await Hosts.Start();
        Assert.Equal(new LinkLook(200, null), await Look(hosts, "/200"));
        Assert.Equal(new LinkLook(404, "not_found"), await Look(hosts, "/404"));
        Assert.Equal(new LinkLook(410, "not_found"), await Look(hosts, "/410"));
        Assert.Equal(new LinkLook(503, "server_error"), await Look(hosts, "/503"));
    }

    [Fact]
    public async Task a_host_that_does_not_know_head_is_asked_for_the_first_byte()
    {
        await using var hosts = await Hosts.Start();
        Assert.Equal(new LinkLook(206, null), await Look(hosts, "/405-206"));
        Assert.Equal(new LinkLook(200, null), await Look(hosts, "/404-200"));
        Assert.Equal(["HEAD /405-206", "GET /405-206 bytes=0-0", "HEAD /404-200", "GET /404-200 bytes=0-0"], hosts.Asked);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task a_host_that_does_not_talk_to_programs_says_nothing_about_the_link(int status)
    {
        await using var hosts = await Hosts.Start();
        Assert.Equal(new LinkLook(status, null, IsSure: false), await Look(hosts, $"/{status}"));
    }

    [Fact]
    public async Task redirects_are_followed_and_not_for_ever()
    {
        await using var hosts = await Hosts.Start();
        Assert.Equal(new LinkLook(200, null), await Look(hosts, "/to/to/200"));
        Assert.Equal(new LinkLook(404, "not_found"), await Look(hosts, "/to/404"));
        Assert.Equal(LinkLook.Failed("redirects"), await Look(hosts, "/loop"));
    }

    [Fact]
    public async Task nobody_at_the_other_end_is_a_failure_with_a_name()
    {
        string address;
        await using (var gone = await Hosts.Start())
            address = gone.Address;
        using var probe = new LinkProbe(allowPrivate: true);
        Assert.Equal("refused", (await probe.Look($"{address}/200", CancellationToken.None)).Fault);
        Assert.Equal("not_a_link", (await probe.Look("javascript:alert(1)", CancellationToken.None)).Fault);
    }

    [Fact]
    public async Task it_goes_nowhere_into_private_networks()
    {
        await using var hosts = await Hosts.Start();
        using var probe = new LinkProbe(allowPrivate: false);
        Assert.NotNull((await probe.Look($"{hosts.Address}/200", CancellationToken.None)).Fault);
        Assert.Equal("private_address", (await probe.Look("http://127.0.0.1:8080/", CancellationToken.None)).Fault);
        Assert.Equal("private_address", (await probe.Look("http://localhost:8080/", CancellationToken.None)).Fault);
        Assert.Equal("private_address", (await probe.Look("http://169.254.169.254/latest/meta-data", CancellationToken.None)).Fault);
        Assert.Empty(hosts.Asked);
    }

    private static async Task<LinkLook> Look(Hosts hosts, string path)
    {
        using var probe = new LinkProbe(allowPrivate: true);
        return await probe.Look(hosts.Address + path, CancellationToken.None);
    }
}
