using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace EventOps.Notifications.Tests;

/// <summary>
/// Independent implementations judge what a receiver got: <c>standardwebhooks</c> the signature, <c>cloudevents</c> the
/// envelope, <c>ajv</c> the data by its schema. They are installed from their lock file once, when they are missing.
/// </summary>
public sealed class Judges : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "clients");

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            await Run("npm", ["ci", "--no-audit", "--no-fund"], "");
    }

    /// <summary>
    /// <c>signature</c> is "valid" or why not; <c>event</c> is what was understood, or <c>problem</c> says why nothing;
    /// <c>v1a</c> whether the public key verifies.
    /// </summary>
    internal static async Task<JsonElement> Judge(
        string secret, IReadOnlyDictionary<string, string> headers, byte[] body, string? publicKey = null) => JsonDocument.Parse(
        await Run("node", ["judge.mjs"], JsonSerializer.Serialize(new { secret, headers, body, publicKey }))).RootElement;

    /// <summary>What <c>ajv</c> finds wrong with each value by its schema; null where it finds nothing.</summary>
    internal static async Task<string?[]> Validate(IEnumerable<(JsonElement Schema, JsonElement Value)> pairs) =>
        JsonSerializer.Deserialize<string?[]>(await Run(
            "node", ["validate.mjs"], JsonSerializer.Serialize(pairs.Select(pair => new { schema = pair.Schema, value = pair.Value }))))!;

    private static async Task<string> Run(string program, string[] arguments, string input)
    {
        // npm is a script on Windows, which only its command interpreter starts.
        var start = OperatingSystem.IsWindows() && program == "npm"
            ? new ProcessStartInfo("cmd", ["/c", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        (start.WorkingDirectory, start.RedirectStandardInput, start.RedirectStandardOutput) = (Folder, true, true);
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} failed: {await error}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"These tests need Node.js 20 or later: '{program}' is not on the PATH.", e);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
