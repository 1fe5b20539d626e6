using System.Runtime.CompilerServices;
using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests;

/// <summary>Programs that others wrote use and judge the API. They are installed from their lock file once, when they are missing.</summary>
internal static class Judge
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "clients");

    /// <summary>The first messages of a stream, as <c>eventsource</c> and <c>cloudevents</c> read them, and its bookmarks.</summary>
    public static async Task<JsonElement> Follow(Uri stream, int messages)
    {
        await NodeTools.Install(Folder);
        return JsonElement.Parse(await Run("node", "follow.mjs", stream.ToString(), $"{messages}"));
    }

    /// <summary>What spectral's rules for OpenAPI say of a document, as JSON: an empty list when all is well.</summary>
    public static async Task<JsonElement> Lint(byte[] document)
    {
        await Keep("openapi.json", document);
        var end = await NodeTools.Run(
            "node", ["node_modules/@stoplight/spectral-cli/dist/index.js", "lint", "artifacts/openapi.json", "--ruleset", "spectral.yaml", "--format", "json", "--quiet"], Folder);
        return JsonElement.Parse(end.Output);
    }

    /// <summary>Generates a TypeScript client of a document, compiles the main way with it, strictly, and goes it.</summary>
    public static async Task<JsonElement> MainWay(byte[] document, Uri server, string community, string key)
    {
        await Keep("client.json", document);
        await Run("node", "node_modules/openapi-typescript/bin/cli.js", "artifacts/client.json", "--output", "artifacts/schema.ts");
        await Run("node", "node_modules/typescript/bin/tsc", "--project", "tsconfig.json");
        return JsonElement.Parse(await Run("node", "artifacts/compiled/main-way.js", server.ToString().TrimEnd('/'), community, key));
    }

    private static async Task Keep(string name, byte[] bytes)
    {
        await NodeTools.Install(Folder);
        Directory.CreateDirectory(Path.Combine(Folder, "artifacts"));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "artifacts", name), bytes);
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var end = await NodeTools.Run(program, arguments, Folder);
        return end.ExitCode == 0 ? end.Output : throw new InvalidOperationException($"{program} {arguments[0]} failed: {end.Output}{end.Errors}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
