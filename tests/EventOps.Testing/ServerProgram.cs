using System.Diagnostics;
using System.Text;

namespace EventOps.Testing;

/// <summary>How a command line ended.</summary>
public sealed record ProgramEnd(int ExitCode, string Output, string Errors);

/// <summary>
/// The server's program as an operator starts it: a process of its own, with the settings of a test and none of the machine's.
/// </summary>
public static class ServerProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a command line to its end.</summary>
    /// <param name="settings">Environment variables; null takes one away.</param>
    /// <exception cref="TimeoutException">It does not end in two minutes.</exception>
    public static async Task<ProgramEnd> Run(IReadOnlyDictionary<string, string?> settings, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(StartInfo(settings, arguments))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} does not end. It said: {await output}{await errors}", e);
        }

        return new(process.ExitCode, await output, await errors);
    }

    internal static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string?> settings, IEnumerable<string> arguments)
    {
        // The server is built beside the tests that reference it.
        var program = Path.Combine(AppContext.BaseDirectory, "EventOps.Server.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfServer).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return start;
    }

    private static bool IsOfServer(string name) =>
        name.StartsWith("EventOps__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);
}
