using System.Runtime.CompilerServices;
using System.Text.Json;
using EventOps.Testing;

namespace EventOps.Server.Tests;

/// <summary>A client that others wrote follows an event stream. It is installed from its lock file once, when it is missing.</summary>
internal static class Judge
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "clients");

    /// <summary>The first messages of a stream, as <c>eventsource</c> and <c>cloudevents</c> read them, and its bookmarks.</summary>
    public static async Task<JsonElement> Follow(Uri stream, int messages)
    {
        await NodeTools.Install(Folder);
        return JsonElement.Parse(await Run("node", "follow.mjs", stream.ToString(), $"{messages}"));
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var end = await NodeTools.Run(program, arguments, Folder);
        return end.ExitCode == 0 ? end.Output : throw new InvalidOperationException($"{program} failed: {end.Errors}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
