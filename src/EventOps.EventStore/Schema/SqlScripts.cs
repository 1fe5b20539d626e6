using System.Reflection;

namespace EventOps.EventStore.Schema;

/// <summary>Reads the SQL texts that are embedded beside the code.</summary>
internal static class SqlScripts
{
    public static string Text(string name) => Text(typeof(SqlScripts).Assembly, $"EventOps.EventStore.Sql.{name}");

    public static string Text(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"No embedded script {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
