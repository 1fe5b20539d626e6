using System.ComponentModel;
using System.Diagnostics;

namespace EventOps.EmbeddedPostgres;

/// <summary>One program run to its end: its exit code and what it said.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    private const int NotFound = 127;

    public bool Succeeded => ExitCode == 0;

    /// <summary>Everything said, in one line, for a message.</summary>
    public string Said => string.Join(' ', (Errors + " " + Output).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Runs <paramref name="command"/> (never through a shell); a program that does not exist is exit code 127.</summary>
    public static async Task<ProgramRun> Of(
        IReadOnlyList<string> command, CancellationToken ct, string? workingDirectory = null, string? input = null)
    {
        using var process = new Process { StartInfo = StartInfo(command, workingDirectory) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new ProgramRun(NotFound, "", missing.Message);
        }

        try
        {
            return await Finish(process, input, ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static async Task<ProgramRun> Finish(Process process, string? input, CancellationToken ct)
    {
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await Write(process.StandardInput, input, ct);
        await process.WaitForExitAsync(ct);
        return new ProgramRun(process.ExitCode, await output, await errors);
    }

    private static async Task Write(StreamWriter to, string? input, CancellationToken ct)
    {
        try
        {
            await to.WriteAsync(input.AsMemory(), ct);
            to.Close();
        }
        catch (IOException)
        {
            // The program ended before it read: its exit code says why.
        }
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> command, string? workingDirectory)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? "",
        };
        // PGDATA, PGPORT and their kind belong to another server; a broken LC_ALL stops initdb.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            info.Environment.Remove(name);
        info.Environment["LC_ALL"] = "C";
        // A statement needs some hundred kilobytes for a moment. Given back to the system each time, and got again page by
        // page, they cost as much as the statement. Known to the GNU C library; others do not look.
        info.Environment["MALLOC_TRIM_THRESHOLD_"] = "33554432";
        info.Environment["MALLOC_TOP_PAD_"] = "524288";
        return info;
    }
}
