using System.Security.Cryptography;
using System.Text;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace EventOps.Server.Tests.Access;

/// <summary>People who sign in with a provider, against one of the test's own.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task a_person_may_what_the_community_says_of_them_and_loses_it_at_once()
    {
        await using var provider = await Provider.Start();
        await using var server = await Start(provider);
        var meetup = await (await server.NewCommunity()).Scheduled();
        var ann = As(server, meetup.Community, provider.Token());
        (await ann.Get(meetup.Path)).MustBe(200);
        (await ann.Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(403, "access.not_allowed");

        var member = (await meetup.Community.Owner.Post("members", new { role = "organizer", subject = "ann" })).MustBe(200).Json.GetProperty("memberId").GetGuid();
        (await ann.Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(200);
        (await ann.Get("keys")).MustBe(403, "access.not_allowed");
        Assert.Contains($"member:{member}", (await ann.Get($"{meetup.Path}/history")).MustBe(200).Text, StringComparison.Ordinal);

        (await meetup.Community.Owner.Send(HttpMethod.Delete, $"members/{member}", null)).MustBe(204);
        (await ann.Post($"{meetup.Path}/add-speaker", new { name = "Grace" })).MustBe(403, "access.not_allowed");
    }

    [Fact]
    public async Task an_address_counts_when_it_is_verified_and_a_claim_when_it_is_said()
    {
        await using var provider = await Provider.Start();
        await using var server = await Start(provider);
        var community = await server.NewCommunity();
        (await community.Owner.Post("members", new { role = "owner", email = "ann@example.org" })).MustBe(200);
        (await community.Owner.Post("members", new { role = "organizer", claim = "groups=organizers" })).MustBe(200);
        (await As(server, community, provider.Token(but: c => { c["email"] = "Ann@example.org"; c["email_verified"] = true; })).Get("keys")).MustBe(200);
        (await As(server, community, provider.Token(but: c => { c["email"] = "ann@example.org"; c["email_verified"] = false; })).Get("keys")).MustBe(403, "access.not_allowed");
        (await As(server, community, provider.Token(but: c => c["email"] = "ann@example.org")).Get("keys")).MustBe(403, "access.not_allowed");
        (await As(server, community, provider.Token("bo", c => c["groups"] = new[] { "people", "organizers" })).Get("subscriptions")).MustBe(200);
        (await As(server, community, provider.Token("bo", c => c["groups"] = new[] { "people" })).Get("subscriptions")).MustBe(403, "access.not_allowed");
    }

    [Fact]
    public async Task what_is_not_the_providers_word_for_this_server_now_opens_nothing()
    {
        await using var provider = await Provider.Start();
        await using var server = await Start(provider);
        var community = await server.NewCommunity();
        (await community.Owner.Post("members", new { role = "owner", subject = "ann" })).MustBe(200);
        (await As(server, community, provider.Token()).Get("keys")).MustBe(200);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var stranger = RSA.Create(2048);
        var publicKey = provider.PublicKeyOf("k1");
        var sound = provider.Token();
        foreach (var (what, token) in new Dictionary<string, string>
        {
            ["another issuer"] = provider.Token(but: c => c["iss"] = "https://evil.example.org"),
            ["no issuer"] = provider.Token(but: c => c.Remove("iss")),
            ["another audience"] = provider.Token(but: c => c["aud"] = "others"),
            ["no audience"] = provider.Token(but: c => c.Remove("aud")),
            ["expired"] = provider.Token(but: c => c["exp"] = now - 120),
            ["no expiry"] = provider.Token(but: c => c.Remove("exp")),
            ["not yet valid"] = provider.Token(but: c => c["nbf"] = now + 120),
            ["nobody"] = provider.Token(but: c => c.Remove("sub")),
            ["alg none"] = provider.Token(alg: "none", sign: _ => []),
            ["signed with the public key as a secret"] = provider.Token(alg: "HS256", sign: bytes => HMACSHA256.HashData(Encoding.ASCII.GetBytes(publicKey), bytes)),
            ["a stranger's key under a known id"] = provider.Token(sign: bytes => stranger.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ["an unknown key id"] = provider.Token(kid: "nobody", sign: bytes => stranger.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            ["changed afterwards"] = sound[..(sound.IndexOf('.', StringComparison.Ordinal) + 1)] + provider.Token("owner").Split('.')[1] + sound[sound.LastIndexOf('.')..],
            ["no token"] = "eyJhbGciOiJSUzI1NiJ9.e30.",
        })
        {
            var refused = await As(server, community, token).Get("keys");
            Assert.True(refused.Status == 401, $"{what} answers {refused.Status}: {refused.Text}");
            refused.MustBe(401, "access.token_invalid");
            Assert.Contains("invalid_token", refused.Challenge, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_key_that_the_provider_took_up_since_is_found()
    {
        await using var provider = await Provider.Start();
        await using var server = await Start(provider);
        var community = await server.NewCommunity();
        (await community.Owner.Post("members", new { role = "owner", subject = "ann" })).MustBe(200);
        (await As(server, community, provider.Token()).Get("keys")).MustBe(200);
        provider.AddKey("k2");
        var turned = As(server, community, provider.Token(kid: "k2"));
        await Eventually.Sees(async () => (await turned.Get("keys")).Status, status => status == 200, "a token of the new key");
        var old = As(server, community, provider.Token());
        provider.DropKey("k1");
        provider.AddKey("k3");
        var third = As(server, community, provider.Token(kid: "k3"));
        await Eventually.Sees(async () => (await third.Get("keys")).Status, status => status == 200, "a token of the third key");
        (await old.Get("keys")).MustBe(401, "access.token_invalid");
    }

    [Fact]
    public async Task while_the_provider_is_away_known_keys_go_on_and_a_server_without_any_says_so()
    {
        await using var provider = await Provider.Start();
        await using var server = await Start(provider);
        var community = await server.NewCommunity();
        provider.Answers = false;
        var ann = As(server, community, provider.Token());
        Assert.Equal("5", (await ann.Get("keys")).MustBe(503, "access.sign_in_unavailable").RetryAfter);
        (await community.Owner.Post("members", new { role = "owner", subject = "ann" })).MustBe(200);
        provider.Answers = true;
        await Eventually.Sees(async () => (await ann.Get("keys")).Status, status => status == 200, "the provider's keys");
        provider.Answers = false;
        (await ann.Get("keys")).MustBe(200);
        (await As(server, community, provider.Token()).Get("keys")).MustBe(200);
    }

    [Theory]
    [InlineData("not an address", "eventops")]
    [InlineData("http://idp.example.org", "eventops")]
    [InlineData("https://idp.example.org", null)]
    [InlineData(null, "eventops")]
    public void settings_that_would_open_the_server_to_others_are_refused_at_start(string? authority, string? audience) =>
        Assert.Contains("EventOps:SignIn:", Assert.Throws<SettingException>(() => SignInSettings.From(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["EventOps:SignIn:Authority"] = authority, ["EventOps:SignIn:Audience"] = audience }).Build())).Message, StringComparison.Ordinal);

    private static Task<StreamServer> Start(Provider provider) => StreamServer.Start(
        ("EventOps:SignIn:Authority", provider.Issuer), ("EventOps:SignIn:Audience", "eventops"), ("EventOps:SignIn:KeyRefreshSeconds", 1));

    private static Asker As(StreamServer server, TestCommunity community, string token) => new(server.Address, $"/api/communities/{community.Name}", token);
}
