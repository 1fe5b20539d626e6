using System.Net;
using System.Net.Sockets;
using EventOps.Server.Access;
using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventOps.Server.Feeds;

/// <summary>How many event streams are open, in all and for each key or address.</summary>
internal sealed class StreamSeats(EventHub hub, StreamLimits limits)
{
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int all;

    /// <summary>A seat to be disposed of at the end, or the problem that there is none.</summary>
    public (IDisposable? Seat, ProblemHttpResult? Problem) Take(HttpContext context)
    {
        var reader = NameOf(context);
        lock (gate)
        {
            if (all >= limits.Readers)
                return (null, Full(context, StatusCodes.Status503ServiceUnavailable, "stream.full", "Too many event streams are open; come back later, or poll the list."));
            var own = taken.GetValueOrDefault(reader);
            if (own >= (Caller.Of(context).Holder is not null ? limits.ReadersPerKey : limits.ReadersPerAddress))
                return (null, Full(context, StatusCodes.Status429TooManyRequests, "stream.too_many", $"You have {own} event streams open; close some."));
            (all, taken[reader]) = (all + 1, own + 1);
        }

        hub.Join();
        return (new Seat(this, reader), null);
    }

    private void GiveBack(string reader)
    {
        hub.Leave();
        lock (gate)
        {
            all--;
            if (--taken[reader] == 0)
                taken.Remove(reader);
        }
    }

    private static ProblemHttpResult Full(HttpContext context, int status, string code, string detail)
    {
        // Not the same for all, or all would come back at once.
        context.Response.Headers.RetryAfter = $"{Random.Shared.Next(10, 31)}";
        return Problems.Of(status, code, detail);
    }

    private static string NameOf(HttpContext context) => Caller.Of(context).Holder is { } holder
        ? $"holder {holder.Id}"
        : $"address {Network(context.Connection.RemoteIpAddress ?? IPAddress.None)}";

    // A household has a whole /64 to itself.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]])
            : address;
    }

    private sealed class Seat(StreamSeats seats, string reader) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
                seats.GiveBack(reader);
        }
    }
}
