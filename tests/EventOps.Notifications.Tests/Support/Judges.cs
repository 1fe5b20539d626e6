using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Notifications.Tests;

/// <summary>
/// Independent implementations judge what a receiver got: <c>standardwebhooks</c> the signature, <c>cloudevents</c> the
/// envelope, <c>ajv</c> the data by its schema. They are installed from their lock file once, when they are missing.
/// </summary>
public sealed class Judges : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "clients");

    public async ValueTask InitializeAsync() => await NodeTools.Install(Folder);

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
        var end = await NodeTools.Run(program, arguments, Folder, Encoding.UTF8.GetBytes(input));
        return end.ExitCode == 0 ? end.Output : throw new InvalidOperationException($"{program} failed: {end.Errors}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
