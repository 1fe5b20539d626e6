using EventOps.Domain.Shared;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EventOps.Formats.Importing;

/// <summary>The head of a page: keys with one value or a list of them, and where each stands.</summary>
internal sealed class FrontMatter
{
    private const int MostLines = 200;
    private const int MostYaml = 64 * 1024;
    private const int Deepest = 4;

    private readonly Dictionary<string, (ValueList<string> Values, int Line)> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first line of the body, from 1.</summary>
    public int BodyLine { get; private set; } = 1;

    public static FrontMatter Read(string[] lines, LineUses uses, Findings findings)
    {
        var read = new FrontMatter();
        var fence = lines[0].Trim();
        if (fence is not ("---" or "+++"))
            return read;
        var end = Array.FindIndex(lines, 1, Math.Min(lines.Length - 1, MostLines), line => line.Trim() == fence);
        if (end < 0)
        {
            findings.Warn("front_matter.unclosed", $"The front matter has no closing {fence}.", 1, lines[0]);
            return read;
        }

        read.BodyLine = end + 2;
        var yaml = fence == "---" ? string.Join('\n', lines[1..end]) : "";
        if (yaml.Length is 0 or > MostYaml || !read.ReadYaml(yaml))
            read.ReadByLine(lines[1..end], findings, complain: fence == "---");
        read.Account(lines, end, uses);
        return read;
    }

    private static readonly HashSet<string> Used = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "date", "publishDate", "description", "descripton", "summary", "cover", "image", "tags", "slug", "series", "aliases",
    };

    // A value may go on below its key.
    private void Account(string[] lines, int end, LineUses uses)
    {
        uses.Boilerplate(1, lines[0].Trim(), "front matter");
        uses.Boilerplate(end + 1, lines[end].Trim(), "front matter");
        var key = "front matter";
        for (var i = 1; i < end; i++)
        {
            key = entries.FirstOrDefault(entry => entry.Value.Line == i + 1).Key ?? key;
            uses.Head(i + 1, lines[i], Used.Contains(key) ? LineUse.Value : LineUse.Prose, key);
        }
    }

    public string? Value(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (entries.TryGetValue(key, out var entry) && entry.Values.FirstOrDefault(v => v.Length > 0) is { } value)
                return value;
        }

        return null;
    }

    public ValueList<string> List(string key) =>
        entries.TryGetValue(key, out var entry) ? [.. entry.Values.Where(v => v.Length > 0).Distinct()] : [];

    public int LineOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Line : 1;

    // Events and not a document: nothing here recurses, and the scanner, which takes ever longer the deeper a flow nests,
    // is left as soon as it is deeper than any front matter.
    private bool ReadYaml(string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            var (depth, key, line) = (0, (string?)null, 0);
            var values = new List<string>();
            while (parser.MoveNext())
            {
                switch (parser.Current)
                {
                    case MappingStart or SequenceStart when ++depth > Deepest:
                        return false;
                    case MappingStart or SequenceStart:
                        break;
                    case MappingEnd or SequenceEnd:
                        depth--;
                        Close();
                        break;
                    case Scalar scalar when depth == 1 && key is null:
                        (key, line) = (scalar.Value, (int)scalar.Start.Line + 1);
                        break;
                    case Scalar scalar:
                        values.Add(Folding.OneLine(scalar.Value));
                        Close();
                        break;
                    case AnchorAlias:
                        Close();
                        break;
                }
            }

            return true;

            void Close()
            {
                if (depth != 1 || key is null)
                    return;
                entries[key] = ([.. values], line);
                values.Clear();
                key = null;
            }
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException)
        {
            return false;
        }
    }

    private void ReadByLine(string[] lines, Findings findings, bool complain)
    {
        entries.Clear();
        for (var i = 0; i < lines.Length; i++)
        {
            var split = lines[i].AsSpan().IndexOfAny(':', '=');
            if (split > 0)
                entries[lines[i][..split].Trim()] = ([.. Listed(lines[i][(split + 1)..])], i + 2);
        }

        if (complain)
            findings.Warn("front_matter.not_yaml", "The front matter is not YAML; it was read line by line.", 1);
    }

    private static IEnumerable<string> Listed(string value) =>
        value.Trim() is ['[', .., ']'] list ? list[1..^1].Split(',').Select(Plain) : [Plain(value)];

    private static string Plain(string value) => Folding.OneLine(value).Trim('"', '\'', ' ');
}
