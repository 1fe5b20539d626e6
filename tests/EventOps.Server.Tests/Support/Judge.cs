using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EventOps.Server.Tests;

/// <summary>A client that others wrote follows an event stream. It is installed from its lock file once, when it is missing.</summary>
internal static class Judge
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "clients");
    private static readonly Lazy<Task<string>> Installed = new(() => Directory.Exists(Path.Combine(Folder, "node_modules"))
        ? Task.FromResult("")
        : Run("npm", "ci", "--no-audit", "--no-fund"));

    /// <summary>The first messages of a stream, as <c>eventsource</c> and <c>cloudevents</c> read them, and its bookmarks.</summary>
    public static async Task<JsonElement> Follow(Uri stream, int messages)
    {
        await Installed.Value;
        return JsonElement.Parse(await Run("node", "follow.mjs", stream.ToString(), $"{messages}"));
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        // npm is a script on Windows, which only its command interpreter starts.
        var start = OperatingSystem.IsWindows() && program == "npm"
            ? new ProcessStartInfo("cmd", ["/c", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (Folder, true, true);
        try
        {
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} failed: {await error}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need Node.js 20 or later: '{program}' is not on the PATH.", e);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
