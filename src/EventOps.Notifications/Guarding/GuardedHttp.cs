using System.Net;
using System.Net.Sockets;

namespace EventOps.Notifications.Guarding;

/// <summary>The addresses of a host's name, as <see cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/> gives them.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken ct);

/// <summary>
/// Handlers for requests to strangers. Each new connection resolves the name and dials the very address that was checked,
/// so a name that changes its answer in between gains nothing. No redirect, proxy or cookie is followed.
/// </summary>
/// <param name="allowPrivate">Whether private networks and this machine may be dialled: for development and tests.</param>
/// <param name="resolve">Null: the system's.</param>
public sealed class GuardedHttp(bool allowPrivate, ResolveHost? resolve = null)
{
    // One address that swallows packets must not eat the time of all.
    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(5);

    private readonly ResolveHost resolve = resolve ?? Dns.GetHostAddressesAsync;

    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        // A name may move to another address; a connection kept for ever would not notice.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
        ConnectCallback = async (context, ct) => await Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct),
    };

    /// <summary>A connection to a host that is allowed, for protocols other than HTTP.</summary>
    /// <exception cref="PrivateAddressException">The name leads nowhere but into private networks.</exception>
    /// <exception cref="SocketException">The name is unknown, or nobody answers.</exception>
    public async Task<NetworkStream> Connect(string host, int port, CancellationToken ct)
    {
        var addresses = await Allowed(host, ct);
        for (var i = 0; ; i++)
        {
            try
            {
                return await Dial(addresses[i], port, last: i == addresses.Length - 1, ct);
            }
            catch (Exception e) when (
                i < addresses.Length - 1 && !ct.IsCancellationRequested && e is (SocketException or OperationCanceledException))
            {
                // The next address may answer.
            }
        }
    }

    /// <summary>The addresses of a host that may be dialled; at least one.</summary>
    /// <exception cref="PrivateAddressException">None may.</exception>
    /// <exception cref="SocketException">The name is unknown.</exception>
    public async Task<IPAddress[]> Allowed(string host, CancellationToken ct)
    {
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, ct);
        if (found.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        var allowed = allowPrivate ? found : Array.FindAll(found, AddressGuard.IsPublic);
        return allowed.Length > 0 ? allowed : throw new PrivateAddressException(host);
    }

    private static async Task<NetworkStream> Dial(IPAddress address, int port, bool last, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (!last)
            limit.CancelAfter(PerAddress);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host's name leads into private networks only.</summary>
public sealed class PrivateAddressException(string host)
    : IOException($"'{host}' leads to addresses of private networks only; nothing is sent there.");
