using System.ComponentModel;
using System.Diagnostics;

namespace EventOps.Testing;

/// <summary>How a program ended, and what it said.</summary>
public sealed record ToolEnd(int ExitCode, string Output, string Errors);

/// <summary>Programs of others that judge what we make: npm packages from a lock file, and tools of the system.</summary>
public static class NodeTools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>Installs a folder's packages from its lock file, once, when they are missing. None of their scripts is run.</summary>
    public static async Task Install(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            // npm writes this file last: a folder without it was left by an installation that was interrupted.
            if (File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
                return;
            var end = await Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder);
            if (end.ExitCode != 0)
                throw new InvalidOperationException($"npm ci failed in {folder}: {end.Errors}");
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">The program is not on the PATH.</exception>
    public static async Task<ToolEnd> Run(string program, string[] arguments, string folder, byte[]? input = null)
    {
        // npm is a script on Windows, which only its command interpreter starts.
        var start = OperatingSystem.IsWindows() && program == "npm"
            ? new ProcessStartInfo("cmd", ["/c", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.WorkingDirectory, start.RedirectStandardInput, start.RedirectStandardOutput) = (folder, true, true);
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            await process.StandardInput.BaseStream.WriteAsync(input ?? []);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need '{program}', which is not on the PATH.", e);
        }
    }
}
