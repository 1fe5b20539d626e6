using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EventOps.Notifications.Guarding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EventOps.Notifications.Tests.Guarding;

public sealed class TrustTests
{
    [Fact]
    public async Task a_certificate_that_nobody_vouches_for_is_not_believed()
    {
        var asked = 0;
        using var rsa = RSA.Create(2048);
        var named = new CertificateRequest("CN=bots.example.org", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = named.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var impostor = builder.Build();
        impostor.Run(_ =>
        {
            asked++;
            return Task.CompletedTask;
        });
        await impostor.StartAsync(World.Soon);

        using var http = new HttpClient(new GuardedHttp(allowPrivate: true, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])).Handler());
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => http.GetAsync(new Uri($"https://bots.example.org:{new Uri(impostor.Urls.First()).Port}/hook"), World.Soon));

        Assert.IsType<AuthenticationException>(refused.InnerException);
        Assert.Equal(0, asked);
    }
}
