using System.Net.Sockets;

namespace EventOps.Server.Hosting;

/// <summary>The start of the web application, where an address can turn out not to be had.</summary>
internal static class Listening
{
    /// <exception cref="AddressException">An address is taken, not this machine's, or none at all.</exception>
    public static async Task Listen(this WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception e) when (e is FormatException or SocketException
            || (e is IOException && e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException))
        {
            throw new AddressException(e);
        }
    }
}

/// <summary>The server cannot listen where it is told to.</summary>
internal sealed class AddressException(Exception cause) : Exception(cause.Message, cause);
