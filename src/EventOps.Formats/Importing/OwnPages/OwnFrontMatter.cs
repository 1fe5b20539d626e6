using EventOps.Domain.Shared;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EventOps.Formats.Importing.OwnPages;

/// <summary>The head of a page of our own, to the letter: nothing is tidied, so that each value comes back as it was.</summary>
internal sealed class OwnFrontMatter
{
    private const int MostLines = 200;

    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    private OwnFrontMatter(int bodyLine) => BodyLine = bodyLine;

    /// <summary>The first line of the body, from 1.</summary>
    public int BodyLine { get; }

    /// <summary>Null when the page is none that we wrote.</summary>
    public static OwnFrontMatter? Read(string[] lines)
    {
        if (lines[0].Trim() != "---")
            return null;
        var end = Array.FindIndex(lines, 1, Math.Min(lines.Length - 1, MostLines), line => line.Trim() == "---");
        var read = new OwnFrontMatter(end + 2);
        return end > 0 && Array.FindIndex(lines, 1, end - 1, line => line.StartsWith("eventops:", StringComparison.Ordinal)) > 0
            && read.Parse(string.Join('\n', lines[1..end])) && read.Value("eventops") is "agenda" or "recap"
                ? read
                : null;
    }

    public string? Value(string key) => values.GetValueOrDefault(key)?.FirstOrDefault(value => value.Length > 0);

    public ValueList<string> List(string key) => [.. values.GetValueOrDefault(key) ?? []];

    // One level of keys, each with a value or a list: whatever is deeper is not ours.
    private bool Parse(string yaml)
    {
        try
        {
            var (parser, depth, key) = (new Parser(new StringReader(yaml)), 0, (string?)null);
            while (parser.MoveNext())
            {
                if (parser.Current is MappingStart or SequenceStart && ++depth > 2)
                    return false;
                if (parser.Current is MappingEnd or SequenceEnd)
                    (depth, key) = (depth - 1, null);
                else if (parser.Current is Scalar name && depth == 1 && key is null)
                    values[key = name.Value] = [];
                else if (parser.Current is Scalar value && key is not null)
                    (values[key], key) = ([.. values[key], value.Value], depth == 1 ? null : key);
            }

            return true;
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            return false;
        }
    }
}
