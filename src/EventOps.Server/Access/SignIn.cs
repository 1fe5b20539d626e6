using System.Security.Claims;
using EventOps.Domain.Communities;
using EventOps.Server.Communities;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EventOps.Server.Access;

/// <summary>
/// People who signed in elsewhere: their token is the provider's word, held against the provider's keys, which are found by
/// discovery and found anew when a token names one that is not known. What they may do is the community's word.
/// </summary>
internal sealed class SignIn(SignInSettings settings, CommunityRegister communities)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private const int MostTokenBytes = 16 * 1024;
    private const int MostClaims = 200;

    // Only what a public key proves: nobody but the provider can have made it.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MostTokenBytes };
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? provider = settings.Authority is { } authority ? Provider(authority, settings) : null;

    /// <summary>Whether it is a token of somebody who signed in, and no key.</summary>
    public bool Takes(string bearer) => provider is not null && bearer.StartsWith("ey", StringComparison.Ordinal) && bearer.Count(c => c == '.') == 2;

    public async ValueTask<(Holder? Holder, ProblemHttpResult? Problem)> Read(HttpContext context, string token, string community)
    {
        try
        {
            await provider!.GetConfigurationAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            if (!context.Response.HasStarted)
                context.Response.Headers.RetryAfter = "5";
            return (null, Problems.Of(StatusCodes.Status503ServiceUnavailable, "access.sign_in_unavailable", "The provider that people sign in with does not answer; a key still opens."));
        }

        var result = await handler.ValidateTokenAsync(token, Parameters());
        if (result is not { IsValid: true, ClaimsIdentity: { } person } || person.FindFirst("sub")?.Value is not { Length: > 0 } subject)
            return (null, Invalid(context));
        var found = community.Length == 0 ? null : await communities.Current(community, context.RequestAborted);
        return (HolderOf(community, found, person, subject, result.SecurityToken.ValidTo), null);
    }

    private TokenValidationParameters Parameters() => new()
    {
        ConfigurationManager = provider,
        ValidAudience = settings.Audience,
        ValidAlgorithms = Algorithms,
        ClockSkew = settings.ClockSkew,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LogValidationExceptions = false,
    };

    // The highest of what they are by their own id, by an address and by what is said of them; a speaker's talks come together.
    private Holder HolderOf(string community, Community? found, ClaimsIdentity person, string subject, DateTime until)
    {
        var (self, issuer) = (MemberIds.Of(community, settings.Authority!, MemberKind.Subject, subject), settings.Authority!);
        var roles = found is { Members.Count: > 0 }
            ? Ids(community, issuer, person, self).Distinct().Select(id => found.Members.GetValueOrDefault(id)).OfType<Member>().ToList()
            : [];
        var role = roles.Count == 0 ? default(Role?) : roles.Max(member => member.Role);
        return new(
            community, self, $"member:{self}", role, role is { } known ? Rights.Of(known) : Rights.OfNobody,
            role is Role.Speaker ? [.. roles.SelectMany(member => member.Talks).Distinct()] : [], new DateTimeOffset(until, TimeSpan.Zero));
    }

    private static IEnumerable<Guid> Ids(string community, string issuer, ClaimsIdentity person, Guid self)
    {
        yield return self;
        if (person.FindFirst("email")?.Value is { Length: > 0 } email && bool.TryParse(person.FindFirst("email_verified")?.Value, out var verified) && verified)
            yield return MemberIds.Of(community, issuer, MemberKind.Email, email);
        foreach (var claim in person.Claims.Take(MostClaims))
            yield return MemberIds.Of(community, issuer, MemberKind.Claim, $"{claim.Type}={claim.Value}");
    }

    // One answer for whatever is wrong with a token: who made it up learns nothing from it.
    private static ProblemHttpResult Invalid(HttpContext context)
    {
        if (!context.Response.HasStarted)
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, "access.token_invalid", "The token is not one of the provider's for this server, or its time is over; sign in again.");
    }

    private static ConfigurationManager<OpenIdConnectConfiguration> Provider(string authority, SignInSettings settings) => new(
        $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = 1024 * 1024 })
        {
            RequireHttps = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
        })
    {
        RefreshInterval = settings.KeyRefresh,
        // A key that the provider took away opens nothing any more, not even for the hour that would be usual.
        UseLastKnownGoodConfiguration = false,
    };
}
