using System.Runtime.CompilerServices;
using System.Text.Json;
using EventOps.Testing;
using Xunit;

namespace EventOps.Formats.Tests;

/// <summary>Programs of others that say what they understand of our files.</summary>
internal static class Judges
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "clients");

    /// <summary>A calendar as ical.js reads it.</summary>
    public static async Task<JsonElement> Calendar(byte[] file)
    {
        await NodeTools.Install(Folder);
        var end = await NodeTools.Run("node", ["calendar.mjs"], Folder, file);
        Assert.True(end.ExitCode == 0, end.Errors);
        return JsonDocument.Parse(end.Output).RootElement;
    }

    /// <summary>What a JSON schema of the clients folder says against documents, each on one line; empty when they are valid.</summary>
    public static async Task<string> JsonSchema(string schema, params IEnumerable<byte[]> documents)
    {
        await NodeTools.Install(Folder);
        var end = await NodeTools.Run("node", ["schema.mjs", schema], Folder, [.. documents.Aggregate((all, one) => [.. all, (byte)'\n', .. one])]);
        return end.ExitCode == 0 ? "" : end.Errors;
    }

    /// <summary>What xmllint says against a document; empty when it is valid.</summary>
    public static async Task<string> XmlSchema(string schema, byte[] document)
    {
        var end = await NodeTools.Run("xmllint", ["--noout", "--nonet", "--schema", schema, "-"], Folder, document);
        return end.ExitCode == 0 ? "" : end.Errors;
    }

    /// <summary>The same by a grammar in RELAX NG.</summary>
    public static async Task<string> RelaxNg(string grammar, byte[] document)
    {
        var end = await NodeTools.Run("xmllint", ["--noout", "--nonet", "--relaxng", grammar, "-"], Folder, document);
        // 3 is a document that is not valid, and 1 one that is no XML; anything else is the grammar's own fault.
        Assert.True(end.ExitCode is 0 or 1 or 3, end.Errors);
        return end.ExitCode == 0 ? "" : end.Errors;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
