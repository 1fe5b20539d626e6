using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EventOps.Server.Tests;

/// <summary>An identity provider of a test's own, over HTTP: discovery, keys, and tokens of whatever kind a test wants.</summary>
internal sealed class Provider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, RSA> keys = new(StringComparer.Ordinal);

    private Provider(WebApplication app) => this.app = app;

    public string Issuer => app.Urls.First();

    public bool Answers { get; set; } = true;

    public static async Task<Provider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new Provider(builder.Build());
        provider.app.MapGet("/.well-known/openid-configuration", () => provider.Say(new { issuer = provider.Issuer, jwks_uri = $"{provider.Issuer}/keys" }));
        provider.app.MapGet("/keys", () => provider.Say(new { keys = provider.keys.Select(Published).ToArray() }));
        provider.AddKey("k1");
        await provider.app.StartAsync();
        return provider;
    }

    public void AddKey(string kid) => keys[kid] = RSA.Create(2048);

    public void DropKey(string kid) => keys.Remove(kid);

    public string PublicKeyOf(string kid) => keys[kid].ExportSubjectPublicKeyInfoPem();

    /// <summary>A sound token, but for what is changed.</summary>
    public string Token(string subject = "ann", Action<Dictionary<string, object>>? but = null, string kid = "k1", string alg = "RS256", Func<byte[], byte[]>? sign = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer, ["aud"] = "eventops", ["sub"] = subject, ["iat"] = now, ["nbf"] = now - 5, ["exp"] = now + 600,
        };
        but?.Invoke(claims);
        var text = $"{Part(new { alg, kid, typ = "JWT" })}.{Part(claims)}";
        var signature = (sign ?? (bytes => keys[kid].SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))(Encoding.ASCII.GetBytes(text));
        return $"{text}.{Encode(signature)}";
    }

    private IResult Say(object said) => Answers ? Results.Json(said) : Results.StatusCode(503);

    private static object Published(KeyValuePair<string, RSA> key)
    {
        var parameters = key.Value.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = key.Key, n = Encode(parameters.Modulus!), e = Encode(parameters.Exponent!) };
    }

    private static string Part(object part) => Encode(JsonSerializer.SerializeToUtf8Bytes(part));

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in keys.Values)
            key.Dispose();
    }
}
