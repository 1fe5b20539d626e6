using System.Collections.Frozen;
using System.Xml.Linq;

namespace EventOps.Server.Hosting;

/// <summary>What the docstrings of commands and requests say: the reference is written once.</summary>
internal static class CommandDocs
{
    private static readonly Lazy<FrozenDictionary<string, XElement>> Members = new(Load);

    /// <summary>The summary of a type; null when the documentation file is not beside the program.</summary>
    public static string? Summary(Type type) => Member(type)?.Element("summary") is { } summary ? Text(summary) : null;

    /// <summary>What is said of a field of a record, by its name in JSON.</summary>
    public static string? Field(Type type, string name) => Member(type)?.Elements("param")
        .FirstOrDefault(param => string.Equals((string?)param.Attribute("name"), name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Text(found)
            : null;

    private static XElement? Member(Type type) => Members.Value.GetValueOrDefault($"T:{type.FullName}");

    private static string Text(XElement element) => string.Join(' ', string.Concat(element.Nodes().Select(Plain))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // <paramref name="Zone"/> and <see cref="…"/> carry their text in an attribute.
    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => ((string?)reference.Attribute("name") ?? (string?)reference.Attribute("cref") ?? "").Split('.', ':')[^1],
        XElement element => element.Value,
        _ => "",
    };

    private static FrozenDictionary<string, XElement> Load() =>
        ((string[])["EventOps.Domain.xml", "EventOps.Server.xml"]).Select(name => Path.Combine(AppContext.BaseDirectory, name))
            .Where(File.Exists).SelectMany(file => XDocument.Load(file).Descendants("member"))
            // What a generator wrote into both is no command.
            .DistinctBy(member => (string)member.Attribute("name")!)
            .ToFrozenDictionary(member => (string)member.Attribute("name")!);
}
