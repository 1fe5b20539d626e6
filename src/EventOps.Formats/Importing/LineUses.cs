using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>What becomes of a line of a page.</summary>
public enum LineUse
{
    /// <summary>The meetup has it.</summary>
    Value,

    /// <summary>It says nothing of its own: a heading, a rule, the head of a table, a picture beside the text.</summary>
    Boilerplate,

    /// <summary>It is kept with the page, in no field of the meetup.</summary>
    Prose,
}

/// <summary>A line of a page, or a part of one that <c>&lt;br&gt;</c> broke.</summary>
/// <param name="Line">From 1.</param>
/// <param name="What">The noun that it was taken for.</param>
public sealed record AccountedLine(int Line, string Text, LineUse Use, string What);

/// <summary>Keeps account of every line of a page, so that nothing on it is lost without a word.</summary>
internal sealed class LineUses
{
    private readonly SortedDictionary<(int Line, int Part), AccountedLine> all = [];
    private readonly Dictionary<(int Line, int Part), HashSet<string>> nouns = [];

    private PageLine current = new(0, LineKind.Blank, "", "");

    public ValueList<AccountedLine> InOrder => [.. all.Values];

    /// <summary>Whose turn it is: what is claimed from now on is claimed for this line.</summary>
    public void TurnTo(PageLine line) => current = line;

    public bool IsClaimed(PageLine line) => line.Source.Length == 0 || all.ContainsKey((line.Number, line.Part));

    public void Value(string what) => Value(current, what);

    public void Value(PageLine line, string what) => Set(line.Number, line.Part, line.Source, LineUse.Value, what);

    public void Boilerplate(string what) => Set(current.Number, current.Part, current.Source, LineUse.Boilerplate, what);

    public bool Boilerplate(int line, string text, string what) => Set(line, 0, text, LineUse.Boilerplate, what);

    public void Prose(string what) => Set(current.Number, current.Part, current.Source, LineUse.Prose, what);

    /// <summary>A line of the front matter.</summary>
    public void Head(int line, string text, LineUse use, string what) => Set(line, 0, text.Trim(), use, what);

    /// <summary>What the line was taken for could not be kept after all.</summary>
    public void GiveUp(int line)
    {
        for (var part = 0; all.TryGetValue((line, part), out var use); part++)
            all[(line, part)] = use with { Use = use.Use is LineUse.Value ? LineUse.Prose : use.Use };
    }

    public void GiveUpAll()
    {
        foreach (var (key, use) in all.Where(pair => pair.Value.Use is LineUse.Value).ToList())
            all[key] = use with { Use = LineUse.Prose };
    }

    // A value outweighs the rest; a line may hold several.
    private bool Set(int line, int part, string text, LineUse use, string what)
    {
        if (text.Length == 0)
            return false;
        var known = all.GetValueOrDefault((line, part));
        if (known is { Use: LineUse.Value } && use is not LineUse.Value)
            return false;
        if (known is null || known.Use != use)
        {
            nouns[(line, part)] = [what];
            all[(line, part)] = new(line, text, use, what);
        }
        else if (nouns[(line, part)].Add(what))
        {
            all[(line, part)] = known with { What = $"{known.What}, {what}" };
        }

        return true;
    }
}
