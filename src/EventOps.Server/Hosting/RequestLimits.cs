using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EventOps.Server.Hosting;

/// <summary>How large, how slow and how long a request may be. What JSON may nest is <see cref="JsonBody"/>'s.</summary>
internal static class RequestLimits
{
    public const long BodyBytes = 4 * 1024 * 1024;
    public const int LineBytes = 8 * 1024;
    public const int HeaderBytes = 32 * 1024;
    public const int Headers = 100;

    /// <summary>Nothing that a request waits for may take longer, event streams aside. Setting: <c>EventOps:RequestSeconds</c>.</summary>
    private const int Seconds = 60;

    public static void Apply(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = BodyBytes;
        limits.MaxRequestLineSize = LineBytes;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = Headers;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        // Who sends slower than this keeps a connection, and memory, for nothing.
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    /// <exception cref="SettingException">It cannot be right.</exception>
    public static TimeSpan Longest(IConfiguration configuration) =>
        TimeSpan.FromSeconds(SettingValues.Number(configuration.GetSection("EventOps"), "RequestSeconds", Seconds, 1, 3_600));

    public static IServiceCollection AddRequestLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var longest = Longest(configuration);
        return services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = longest, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
    }
}
