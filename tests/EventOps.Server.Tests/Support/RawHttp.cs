using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EventOps.Server.Tests;

/// <summary>A request byte for byte, for what no client sends.</summary>
internal static class RawHttp
{
    /// <summary>The whole answer; the request must ask for <c>Connection: close</c> or be one that ends the connection.</summary>
    public static async Task<string> Send(Uri server, string request)
    {
        using var socket = new TcpClient(server.Host, server.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The status of an answer, and the code of the problem that it carries.</summary>
    public static (int Status, string? Code) Told(string answer) => (
        int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture),
        answer.Split("\"code\":\"") is [_, var code, ..] ? code.Split('"')[0] : null);
}
