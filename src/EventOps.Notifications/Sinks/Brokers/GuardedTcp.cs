using System.Net;
using System.Net.Sockets;
using EventOps.Notifications.Guarding;
using RabbitMQ.Client;

namespace EventOps.Notifications.Sinks.Brokers;

/// <summary>Dials for the broker's client, which resolves names itself: the very address is checked before the first packet.</summary>
internal sealed class GuardedTcp(AddressFamily family, bool allowPrivate)
    : TcpClientAdapter(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true })
{
    public override Task ConnectAsync(IPAddress ep, int port, CancellationToken cancellationToken = default) =>
        allowPrivate || AddressGuard.IsPublic(ep)
            ? base.ConnectAsync(ep, port, cancellationToken)
            : Task.FromException(new PrivateAddressException(ep.ToString()));
}
