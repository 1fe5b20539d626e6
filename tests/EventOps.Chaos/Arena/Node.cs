using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EventOps.Testing;

namespace EventOps.Chaos.Arena;

/// <summary>
/// One server process behind its own proxy, started again whenever it ends, as a service manager does. Its address stays.
/// </summary>
internal sealed class Node : IAsyncDisposable
{
    public const string Community = "chaos";
    public const string Key = "eo_the-owner-key-of-the-storm-0123456789";

    private static readonly TimeSpan BeforeRestart = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private readonly ProcessStartInfo start;
    private readonly StreamWriter log;
    private readonly Task keeping;
    private readonly string folder;
    private Process? process;

    public Node(int number, Cluster cluster, string folder, FakedClock? clock)
    {
        Number = number;
        Clock = clock;
        this.folder = folder;
        Proxy = new CuttingProxy(cluster.Socket);
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        log = new StreamWriter(Path.Combine(folder, $"server-{number}.log"), append: true) { AutoFlush = true };
        start = ServerProgram.StartInfo(Environment(cluster), ["--urls", Address.ToString().TrimEnd('/')]);
        keeping = Task.Run(Keep);
    }

    public int Number { get; }

    public Uri Address { get; }

    public CuttingProxy Proxy { get; }

    public FakedClock? Clock { get; }

    /// <summary>How often it was started, the first time included.</summary>
    public int Starts { get; private set; }

    /// <summary>The running process; null between two.</summary>
    public int? Pid => process is { HasExited: false } running ? running.Id : null;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (Pid is { } pid)
            Signals.KillNow(pid);
        await keeping;
        await Proxy.DisposeAsync();
        await log.DisposeAsync();
        stopping.Dispose();
    }

    private async Task Keep()
    {
        while (!stopping.IsCancellationRequested)
        {
            using var running = new Process { StartInfo = start };
            running.OutputDataReceived += (_, line) => Write(line.Data);
            running.ErrorDataReceived += (_, line) => Write(line.Data);
            running.Start();
            Starts++;
            Leftovers.Note(folder, running.Id);
            running.BeginOutputReadLine();
            running.BeginErrorReadLine();
            process = running;
            // Killed by whoever disposes, who may have looked before it was started.
            if (stopping.IsCancellationRequested)
                running.Kill();
            await running.WaitForExitAsync();
            process = null;
            Write($"--- ended with {running.ExitCode}");
            await Task.Delay(BeforeRestart, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Write(string? line)
    {
        if (line is not null)
            lock (log)
                log.WriteLine(line);
    }

    private Dictionary<string, string?> Environment(Cluster cluster)
    {
        var named = cluster.Named;
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings__EventOps"] =
                $"Host=127.0.0.1;Port={Proxy.Port};Username={named.Username};Database={named.Database};Maximum Pool Size=25",
            ["EventOps__BootstrapKey"] = Key,
            ["EventOps__Community"] = Community,
            ["EventOps__SecretKey"] = RunningServer.SecretKey,
            ["EventOps__AllowPrivateSinks"] = "true",
            // Long pauses would be waited for at the end of every storm.
            ["EventOps__RetryPauses"] = "0,2,5,5,5,5,5,5,5,5,5,5",
        };
        foreach (var (name, value) in Clock?.Environment ?? [])
            environment[name] = value;
        return environment;
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
