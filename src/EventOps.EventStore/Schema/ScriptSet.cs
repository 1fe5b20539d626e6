using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace EventOps.EventStore.Schema;

/// <summary>
/// One room's migrations: embedded resources named <c>{prefix}NNNN_name.sql</c>, numbered from 1 without a hole.
/// </summary>
public sealed class ScriptSet
{
    /// <param name="name">Names the set in the database for ever.</param>
    /// <param name="assembly">Holds the scripts.</param>
    /// <param name="resourcePrefix">For example <c>EventOps.Notifications.Sql.</c></param>
    public ScriptSet(string name, Assembly assembly, string resourcePrefix)
    {
        Name = name;
        Scripts = [.. assembly.GetManifestResourceNames()
            .Where(r => r.StartsWith(resourcePrefix, StringComparison.Ordinal) && Numbered(r[resourcePrefix.Length..]))
            .Order(StringComparer.Ordinal)
            .Select(r => Script.Of(r[resourcePrefix.Length..], SqlScripts.Text(assembly, r)))];
        if (Scripts.Count == 0 || Scripts.Where((s, i) => s.Number != i + 1).Any())
            throw new InvalidOperationException($"The scripts of '{name}' are not numbered 0001, 0002, … without a hole.");
    }

    /// <summary>The event store's own tables.</summary>
    public static ScriptSet Store { get; } = new("store", typeof(ScriptSet).Assembly, "EventOps.EventStore.Sql.");

    public string Name { get; }

    internal IReadOnlyList<Script> Scripts { get; }

    // Other SQL (the append statement) lives in the same folder without a number.
    private static bool Numbered(string file) => file.Length > 5 && file[4] == '_' && file[..4].All(char.IsAsciiDigit);

    internal sealed record Script(int Number, string Name, string Sql, string Checksum)
    {
        public static Script Of(string file, string sql) => new(
            int.Parse(file[..4], CultureInfo.InvariantCulture), Path.GetFileNameWithoutExtension(file), sql,
            // Line ends may differ by checkout; the script is the same.
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n")))));
    }
}
