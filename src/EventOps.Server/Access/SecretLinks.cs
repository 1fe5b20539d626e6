using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EventOps.Domain.Shared;
using EventOps.EventStore;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace EventOps.Server.Access;

/// <summary>What all links have in common that open something by a secret in their address.</summary>
internal static class SecretLinks
{
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private static readonly TimeSpan Usual = TimeSpan.FromDays(14);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    // Each followed by a secret. A meetup of that name has its pages there too, and loses its name in logs.
    private static readonly string[] Segments = ["/hand-in/", "/preview/"];

    /// <summary>256 random bits, for an address.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>
    /// An id for a link to something: the same for every request under one Idempotency-Key, so that of many at once one makes it.
    /// </summary>
    public static Guid NewId(CommandOptions options, LinkTarget to) =>
        options.IdempotencyKey is { } key ? NameBasedId.Create(to.MeetupId, $"{to.TalkId}\n{key}") : Guid.CreateVersion7();

    /// <summary>The answer to a repeat, which cannot be the first one: the secret is kept as a hash (decision 0053).</summary>
    public static ProblemHttpResult Shown(Guid id) => Problems.Of(
        StatusCodes.Status409Conflict, "link.shown_already",
        "This link was made by the same request before, and was shown then; take it back and make another.", ("linkId", id));

    /// <summary>What is kept of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether somebody who asks may be let try this secret: it can be one, and they have not guessed too often.</summary>
    public static bool MayTry(RateLimits limits, HttpContext context, string secret) =>
        limits.TooManyFailures(context) is null && secret.Length == SecretLength && Base64Url.IsValid(secret);

    /// <summary>Until when a link opens something, or why it cannot be made.</summary>
    public static (DateTimeOffset Expires, FieldError? Error) Term(Instant? asked, DateTimeOffset now)
    {
        // Compared before it is converted: an instant knows years that a DateTimeOffset does not.
        if (asked is { } end && (end <= Instant.FromDateTimeOffset(now) || end > Instant.FromDateTimeOffset(now + Longest)))
            return (default, new("expiresAt", "out_of_range", "'expiresAt' must be in the future, at most 90 days from now."));
        return (asked?.ToDateTimeOffset() ?? now + Usual, null);
    }

    /// <summary>Whether the path holds the secret of a link.</summary>
    public static bool IsIn(PathString path) => EndOfSegment(path) > 0;

    /// <summary>The path of a request as logs and traces may have it: without the secret of a link.</summary>
    public static string Shown(PathString path) =>
        EndOfSegment(path) is > 0 and var end ? new PathString(path.Value![..end]).ToUriComponent() : path.ToUriComponent();

    private static int EndOfSegment(PathString path)
    {
        foreach (var segment in Segments)
        {
            // Addresses lead where they lead in whatever case.
            if (path.Value?.IndexOf(segment, StringComparison.OrdinalIgnoreCase) is > 0 and var at)
                return at + segment.Length;
        }

        return 0;
    }
}
