using System.Text;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Tests.Signing;

public sealed class Ed25519Tests
{
    // RFC 8032, 7.1: seed, public key, message, signature.
    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData(
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void the_vectors_of_rfc_8032_hold(string seed, string publicKey, string message, string signature)
    {
        var key = Ed25519.PublicKey(Convert.FromHexString(seed));

        Assert.Equal(publicKey, Convert.ToHexStringLower(key));
        Assert.Equal(
            signature, Convert.ToHexStringLower(Ed25519.Sign(Convert.FromHexString(seed), key, Convert.FromHexString(message))));
    }

    // Computed by OpenSSL (node:crypto) from the seeds 00…00, 01…01, …: 64 signatures of one growing message, chained.
    [Fact]
    public void many_seeds_give_what_openssl_gives()
    {
        var chain = new byte[32];
        for (var n = 0; n < 64; n++)
        {
            var seed = Enumerable.Repeat((byte)(n * 4), 32).ToArray();
            var message = Encoding.ASCII.GetBytes(new string('x', n * 7)).Concat(chain).ToArray();
            chain = Ed25519.Sign(seed, Ed25519.PublicKey(seed), message);
        }

        Assert.Equal(Expected, Convert.ToHexStringLower(chain));
    }

    private const string Expected = "551fd4499d1382ddabeef3c80dfb49878baa9664c137dc37df53d4a510d8a3c71dcb1b4b02210a32756d3b94efb9a58b162533fc640c0211c8191d5b1158c206";

    [Fact]
    public void the_published_vector_of_v1a_holds()
    {
        var key = WebhookSigningKey.Parse(
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==");

        Assert.Equal(
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==",
            WebhookSignature.Of([], [key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));
        Assert.Equal("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=", key.PublicText);
    }

    [Fact]
    public void a_key_reads_back_from_its_text_and_from_its_seed_alone_and_does_not_print()
    {
        var key = WebhookSigningKey.Create();
        var seedOnly = "whsk_" + Convert.ToBase64String(Convert.FromBase64String(key.Reveal()[5..])[..32]);

        Assert.Equal(key.PublicText, WebhookSigningKey.Parse(key.Reveal()).PublicText);
        Assert.Equal(key.PublicText, WebhookSigningKey.Parse(seedOnly).PublicText);
        Assert.Equal("whsk_…", $"{key}");
    }

    [Theory]
    [InlineData("6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=")]
    [InlineData("whsk_")]
    [InlineData("whsk_c2hvcnQ=")]
    [InlineData("whsk_not base64")]
    // The seed of the published vector with another public key: signing with it would give the seed away.
    [InlineData("whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6KvA==")]
    public void what_is_no_signing_key_is_refused(string text) =>
        Assert.Throws<FormatException>(() => WebhookSigningKey.Parse(text));
}
