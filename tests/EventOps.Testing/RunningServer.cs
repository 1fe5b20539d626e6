using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace EventOps.Testing;

/// <summary>
/// The real server as a process, on a free port and a database of the test's own. It can be killed as a machine kills it
/// and stopped as an operator stops it; disposing kills what still runs.
/// </summary>
public sealed class RunningServer : IAsyncDisposable
{
    public const string Community = "test-community";
    public const string Key = "eo_the-owner-key-of-the-tests-0123456789";

    /// <summary>Seals the secrets of subscriptions; all servers of a test share it, as they share a database.</summary>
    public const string SecretKey = "dGhpcyBpcyBhIGtleSBvZiB0aGUgdGVzdHMgb25seSE=";

    private const string Announcement = "EventOps listens on ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The server ended before it listened."));
    }

    public Uri Address => listening.Task.Result;

    /// <summary>What it has written so far, standard output and errors as they came.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="settings">More environment variables, like <c>EventOps__PublicUrl</c>; they win over the usual ones.</param>
    /// <exception cref="InvalidOperationException">It ended instead, or it does not listen in three minutes; the message holds what it wrote.</exception>
    public static Task<RunningServer> Start(TestDatabase database, IReadOnlyDictionary<string, string?>? settings = null) =>
        Start(new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
        {
            ["ConnectionStrings__EventOps"] = database.ConnectionString,
        });

    /// <summary>As the other, on whatever database the settings name; without one, on an embedded cluster.</summary>
    /// <inheritdoc cref="Start(TestDatabase, IReadOnlyDictionary{string, string})"/>
    public static async Task<RunningServer> Start(IReadOnlyDictionary<string, string?> settings)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["EventOps__BootstrapKey"] = Key,
            ["EventOps__Community"] = Community,
            ["EventOps__SecretKey"] = SecretKey,
            // Benchmarks and storms come from one address with one key.
            ["EventOps__Limits__PerKey"] = "1000000",
            ["EventOps__Limits__PerAddress"] = "1000000",
            // Receivers of tests are on this machine.
            ["EventOps__AllowPrivateSinks"] = "true",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        var server = new RunningServer(ServerProgram.StartInfo(environment, ["--urls", "http://127.0.0.1:0"]));
        try
        {
            await server.Listen();
            return server;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{e.Message}\n{server.Output}", e);
        }
    }

    /// <summary>A client that holds the owner key.</summary>
    public HttpClient Owner() => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) },
    };

    /// <summary>A client that holds nothing.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>The memory that the process holds now.</summary>
    public long ResidentBytes()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>SIGKILL: nothing in the process gets to run any more.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The process as the nodes of a store know each other.</summary>
    public string Node => $"{Environment.MachineName}:{process.Id}";

    /// <summary>SIGSTOP: it keeps its memory and its connections, and does nothing, until <see cref="Thaw"/>.</summary>
    public Task Freeze() => Signal("STOP");

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public Task Thaw() => Signal("CONT");

    /// <summary>SIGTERM, and the exit code that it leads to.</summary>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private async Task Listen()
    {
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(Patience);
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (line.StartsWith(Announcement, StringComparison.Ordinal))
            listening.TrySetResult(new Uri(line[Announcement.Length..].Split(", ")[0]));
    }
}
