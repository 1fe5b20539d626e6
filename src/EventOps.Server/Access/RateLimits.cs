using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Access;

/// <summary>
/// Who asks for too much waits. A bucket for each key, each address and each address that fails; they fill up by the second
/// and are forgotten when full. Pages from memory and what operators' probes ask for are never counted.
/// </summary>
internal sealed class RateLimits(LimitSettings settings, Refusals refusals) : IDisposable
{
    private const string TooManyCode = "request.too_many";
    private static readonly string[] Exempt = ["/health", "/metrics", "/assets"];

    private readonly PartitionedRateLimiter<Guid> keys = Buckets<Guid>(settings.PerKey, settings.Burst, 1);
    private readonly PartitionedRateLimiter<IPAddress> addresses = Buckets<IPAddress>(settings.PerAddress, settings.Burst, 1);
    private readonly PartitionedRateLimiter<IPAddress> failures = Buckets<IPAddress>(settings.FailuresPerMinute, 1, 60);

    /// <summary>Stands before everything that is not from memory. Whoever sends a key is counted by it, once it is known.</summary>
    public async Task Guard(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if ((context.Request.Headers.Authorization.Count > 0 && path.StartsWithSegments("/api", StringComparison.Ordinal))
            || Array.Exists(Exempt, start => path.StartsWithSegments(start, StringComparison.Ordinal)))
        {
            await next(context);
            return;
        }

        using var lease = addresses.AttemptAcquire(NetworkOf(context));
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        refusals.Note(context, "", StatusCodes.Status429TooManyRequests, TooManyCode, "public");
        await TooMany(context, lease).ExecuteAsync(context);
    }

    public ProblemHttpResult? TooMany(HttpContext context, Holder holder)
    {
        using var lease = keys.AttemptAcquire(holder.Id);
        return lease.IsAcquired ? null : TooMany(context, lease);
    }

    /// <summary>A problem while an address has failed too often.</summary>
    public ProblemHttpResult? TooManyFailures(HttpContext context)
    {
        // Asked for none, a bucket gives a lease on the smallest part of a token.
        if (failures.GetStatistics(NetworkOf(context)) is not { CurrentAvailablePermits: 0 })
            return null;
        context.Response.Headers.RetryAfter = "1";
        return Problems.Of(StatusCodes.Status429TooManyRequests, "access.too_many_failures", "Too many unknown keys came from your address; wait a moment.");
    }

    /// <summary>An address sent what opens nothing.</summary>
    public void Failed(HttpContext context) => failures.AttemptAcquire(NetworkOf(context)).Dispose();

    /// <summary>The address, or the household that has a whole /64 to itself.</summary>
    public static IPAddress NetworkOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])
            : address;
    }

    private static ProblemHttpResult TooMany(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "request.too_many", "You ask for more than one may; wait a moment.");
    }

    private static PartitionedRateLimiter<T> Buckets<T>(int tokens, int burst, int seconds)
        where T : notnull => PartitionedRateLimiter.Create<T, T>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = tokens * burst,
                TokensPerPeriod = tokens,
                ReplenishmentPeriod = TimeSpan.FromSeconds(seconds),
                AutoReplenishment = true,
                QueueLimit = 0,
            }));

    public void Dispose()
    {
        keys.Dispose();
        addresses.Dispose();
        failures.Dispose();
    }
}
