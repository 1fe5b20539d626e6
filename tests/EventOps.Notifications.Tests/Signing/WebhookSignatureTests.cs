using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Tests.Signing;

public sealed class WebhookSignatureTests
{
    private const string Published = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly WebhookSecret Secret = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    [Fact]
    public void the_published_vector_holds() => Assert.Equal(Published, Sign(Secret));

    [Fact]
    public void each_secret_signs_so_that_a_receiver_may_hold_the_old_one()
    {
        var other = WebhookSecret.Create();

        Assert.Equal($"{Sign(other)} {Published}", Sign(other, Secret));
    }

    [Fact]
    public void a_new_secret_has_32_bytes_and_reads_back()
    {
        var secret = WebhookSecret.Create();

        Assert.Equal(32, Convert.FromBase64String(secret.Reveal()["whsec_".Length..]).Length);
        Assert.Equal(Sign(secret), Sign(WebhookSecret.Parse(secret.Reveal())));
    }

    [Fact]
    public void a_secret_does_not_print() => Assert.Equal("whsec_…", $"{WebhookSecret.Create()}");

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64")]
    public void what_is_no_secret_is_refused(string text) => Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));

    private static string Sign(params WebhookSecret[] secrets) =>
        WebhookSignature.Of(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8);
}
