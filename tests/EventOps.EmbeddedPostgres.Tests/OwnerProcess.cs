using System.Diagnostics;
using Xunit;

namespace EventOps.EmbeddedPostgres.Tests;

/// <summary>Another process that owns a cluster, to be killed or to be told to end.</summary>
internal sealed class OwnerProcess : IDisposable
{
    private readonly Process process;

    private OwnerProcess(Process process, string connectionString)
    {
        this.process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public int Pid => process.Id;

    public static async Task<OwnerProcess> Start(string dataDirectory)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "EventOps.EmbeddedPostgres.Owner.dll");
        var started = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, dataDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        });
        Assert.NotNull(started);
        return new OwnerProcess(started, await started.StandardOutput.ReadLineAsync() ?? "");
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task End()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
