using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>
/// A real RabbitMQ of the tests' own: its ports, its folder with data, cookie and log, its node name and its port mapper. What
/// was started is stopped by its id; nothing is left behind.
/// </summary>
public sealed class RabbitServer : IAsyncLifetime
{
    private const string Scripts = "/usr/lib/rabbitmq/lib";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly string folder = Directory.CreateTempSubdirectory("eventops-rabbit-").FullName;
    private readonly int epmdPort = FreePort();
    private Process? epmd;
    private Process? server;

    public int Port { get; private set; }

    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}";

    public async ValueTask InitializeAsync()
    {
        epmd = Process.Start(Prepared("epmd", "-port", $"{epmdPort}", "-address", "127.0.0.1"))!;
        await Start();
    }

    /// <summary>Starts the node on the port that it had, or on a new one.</summary>
    public async Task Start()
    {
        Port = Port == 0 ? FreePort() : Port;
        server = Process.Start(Prepared(Script("rabbitmq-server")))!;
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        for (var started = Stopwatch.StartNew(); !await Answers(); await Task.Delay(200))
            if (server.HasExited || started.Elapsed > StartLimit)
                throw new InvalidOperationException($"rabbitmq-server did not start; its log is in {folder}.");
    }

    /// <summary>
    /// Waits until what was declared is on the disk. The broker confirms a durable queue before it is: killed right then, it
    /// comes back without it.
    /// </summary>
    public async Task Settle()
    {
        using var control = Process.Start(Prepared(Script("rabbitmqctl"), "eval", "ok = mnesia:sync_log()."))!;
        var (said, errors) = (control.StandardOutput.ReadToEndAsync(), control.StandardError.ReadToEndAsync());
        await control.WaitForExitAsync();
        if (control.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl ended with {control.ExitCode}: {await said}{await errors}");
    }

    /// <summary>Ends the node at once, as a crash does. The script, its runtime and what that started are one tree.</summary>
    public async Task Kill()
    {
        server!.Kill(entireProcessTree: true);
        await server.WaitForExitAsync();
        server.Dispose();
        server = null;
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray());
            // It opens the port before it can serve; then it begins the conversation.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            return await client.GetStream().ReadAsync(new byte[8], limit.Token) > 0;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private ProcessStartInfo Prepared(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = folder, ["RABBITMQ_MNESIA_BASE"] = folder, ["RABBITMQ_LOG_BASE"] = folder,
            ["RABBITMQ_NODENAME"] = $"eventops{epmdPort}@localhost", ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{Port}", ["RABBITMQ_DIST_PORT"] = $"{FreePort()}",
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "none"), ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "none"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "plugins"), ["RABBITMQ_PLUGINS_EXPAND_DIR"] = Path.Combine(folder, "expand"),
            ["ERL_EPMD_PORT"] = $"{epmdPort}", ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        })
            start.Environment[name] = value;
        return start;
    }

    // Not the one on the PATH: run by root it would change to another user, who owns none of this.
    private static string Script(string name) =>
        Directory.Exists(Scripts) && Directory.GetDirectories(Scripts, "rabbitmq_server-*").FirstOrDefault() is { } version
            ? Path.Combine(version, "sbin", name)
            : throw new InvalidOperationException("These tests need RabbitMQ: install the package rabbitmq-server.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await Kill();
        epmd?.Kill();
        epmd?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
