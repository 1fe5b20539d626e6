using EventOps.Notifications.Guarding;

namespace EventOps.Notifications.Tests.Guarding;

public sealed class SinkAddressTests
{
    private static readonly string[] Http = ["http", "https"];

    [Theory]
    [InlineData("https://bots.example.org/hook?token=1")]
    [InlineData("http://bots.example.org:8080/")]
    [InlineData("https://xn--bcher-kva.example/hook")]
    [InlineData("https://93.184.216.34/hook")]
    [InlineData("https://[2606:4700:4700::1111]:8443/hook")]
    [InlineData("https://example.org:1024")]
    [InlineData("https://a_b.example.org/%E6%A8%A1")]
    [InlineData("https://example.org/a@b")]
    public void an_address_of_the_internet_is_taken(string text) =>
        Assert.Null(SinkAddress.Read(text, Http, allowPrivate: false).Fault);

    [Theory]
    [InlineData("ftp://example.org/", "not_a_link")]
    [InlineData("mailto:somebody@example.org", "not_a_link")]
    [InlineData("//example.org/hook", "not_a_link")]
    [InlineData("/hook", "not_a_link")]
    [InlineData("https://", "not_a_link")]
    [InlineData("https:///hook", "not_a_link")]
    [InlineData("https://exa mple.org/", "not_a_link")]
    [InlineData("https://example.org\\@127.0.0.1/", "not_a_link")]
    [InlineData("https://example.org/\u0085", "not_a_link")]
    [InlineData("https://user:pw@example.org/", "userinfo")]
    [InlineData("https://user@example.org/", "userinfo")]
    [InlineData("https://@example.org/", "userinfo")]
    [InlineData("https://example.org@127.0.0.1/", "userinfo")]
    [InlineData("https://example.org./", "odd_host")]
    [InlineData("https://127.0.0.1./", "odd_host")]
    [InlineData("https://2130706433/", "odd_host")]
    [InlineData("https://0x7f000001/", "odd_host")]
    [InlineData("https://0x7f.0.0.1/", "odd_host")]
    [InlineData("https://0177.0.0.1/", "odd_host")]
    [InlineData("https://127.1/", "odd_host")]
    [InlineData("https://093.184.216.34/", "odd_host")]
    [InlineData("https://example.1/", "odd_host")]
    [InlineData("https://１２７.0.0.1/", "odd_host")]
    [InlineData("https://127。0。0。1/", "odd_host")]
    [InlineData("https://bücher.example/", "odd_host")]
    [InlineData("https://%31%32%37.0.0.1/", "odd_host")]
    [InlineData("https://[fe80::1%25eth0]/", "odd_host")]
    [InlineData("https://[fe80::1%eth0]/", "odd_host")]
    [InlineData("https://example.org:22/", "odd_port")]
    [InlineData("https://example.org:0/", "odd_port")]
    [InlineData("https://example.org:1023/", "odd_port")]
    [InlineData("https://127.0.0.1/", "private_address")]
    [InlineData("https://169.254.169.254/latest/meta-data", "private_address")]
    [InlineData("https://[::1]/", "private_address")]
    [InlineData("https://[::ffff:10.0.0.1]/", "private_address")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/", "private_address")]
    public void what_two_readers_could_take_for_two_hosts_is_refused(string text, string rule)
    {
        // Some of them no Uri takes in at all; then they are no link.
        var fault = SinkAddress.Read(text, Http, allowPrivate: false).Fault;
        Assert.NotNull(fault);
        Assert.Contains(fault.Rule, Uri.TryCreate(text, UriKind.Absolute, out _) ? [rule] : new[] { rule, "not_a_link" });
    }

    [Fact]
    public void a_development_setting_opens_this_machine_and_nothing_else()
    {
        Assert.Null(SinkAddress.Read("http://127.0.0.1:1/hook", Http, allowPrivate: true).Fault);
        Assert.Null(SinkAddress.Read("http://localhost:5000/hook", Http, allowPrivate: true).Fault);
        Assert.Equal("userinfo", SinkAddress.Read("http://a:b@127.0.0.1/", Http, allowPrivate: true).Fault?.Rule);
        Assert.Equal("odd_host", SinkAddress.Read("http://0x7f.1/", Http, allowPrivate: true).Fault?.Rule);
    }

    [Fact]
    public void another_kind_has_another_scheme()
    {
        Assert.Null(SinkAddress.Read("amqps://user:pw@broker.example.org/vhost", ["amqp", "amqps"], allowPrivate: false).Fault);
        Assert.Equal("not_a_link", SinkAddress.Read("https://example.org", ["amqp", "amqps"], allowPrivate: false).Fault?.Rule);
    }
}
