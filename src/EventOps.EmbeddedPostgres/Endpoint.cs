using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventOps.EmbeddedPostgres;

/// <summary>
/// Where the cluster listens: a Unix socket in a private folder, so no TCP port is open; on Windows the loopback with a
/// port of its own and a password.
/// </summary>
internal sealed record Endpoint(string Host, int Port, string? Password)
{
    public const string User = "eventops";
    public const string Database = "eventops";

    private const string LoopbackAddress = "127.0.0.1";

    // sun_path holds 104 bytes on macOS and 108 on Linux, with "/.s.PGSQL.5432" and the end mark.
    private const int LongestFolder = 88;

    public static bool IsSocket => !OperatingSystem.IsWindows();

    private string SocketFile => Path.Combine(Host, $".s.PGSQL.{Port}");

    public string ConnectionString
    {
        get
        {
            var parts = new DbConnectionStringBuilder
            {
                ["Host"] = Host,
                ["Port"] = Port,
                ["Username"] = User,
                ["Database"] = Database,
            };
            if (Password is not null)
                parts["Password"] = Password;
            return parts.ConnectionString;
        }
    }

    /// <summary>Where the running server says that it listens: its owner may have been started in another environment.</summary>
    public static Endpoint Of(ClusterDirectory cluster, PostmasterPid running) =>
        new(IsSocket ? running.SocketFolder : LoopbackAddress, running.Port, PasswordOf(cluster));

    /// <summary>Where this cluster will listen.</summary>
    public static Endpoint Of(ClusterDirectory cluster, Machine machine) =>
        OperatingSystem.IsWindows() ? Loopback(cluster) : new Endpoint(SocketFolder(cluster, machine), 5432, null);

    /// <summary>Whether a server takes connections there.</summary>
    public async Task<bool> Answers(CancellationToken ct)
    {
        using var socket = IsSocket
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(
                IsSocket ? new UnixDomainSocketEndPoint(SocketFile) : new IPEndPoint(IPAddress.Loopback, Port), ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string SocketFolder(ClusterDirectory cluster, Machine machine) =>
        new[]
        {
            cluster.In("socket"),
            Machine.RunsAsRoot ? $"/run/eventops-{cluster.Key}" : null,
            machine.RuntimeFolder is { } runtime ? Path.Combine(runtime, $"eventops-{cluster.Key}") : null,
            Path.Combine(Path.GetTempPath(), $"eventops-{cluster.Key}"),
        }
        .OfType<string>().FirstOrDefault(Fits) ?? $"/tmp/eventops-{cluster.Key}";

    // A comma or a colon would read as several hosts or as a port in a connection string.
    private static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount(folder) <= LongestFolder
        && !folder.AsSpan().ContainsAny(',', ':')
        && Directory.Exists(Path.GetDirectoryName(folder));

    private static Endpoint Loopback(ClusterDirectory cluster)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = PostmasterPid.Read(cluster)?.Port ?? ((IPEndPoint)free.LocalEndpoint).Port;
        return new Endpoint(LoopbackAddress, port, PasswordOf(cluster));
    }

    private static string? PasswordOf(ClusterDirectory cluster) =>
        File.Exists(cluster.In("password")) ? File.ReadAllText(cluster.In("password")) : null;
}
