namespace EventOps.Formats.Importing;

/// <summary>How deep an item of a list stands in others, whatever a page indents by.</summary>
internal sealed class ListDepth
{
    private const int Tab = 4;
    private const int Deepest = 6;

    private readonly Stack<int> indents = new();

    /// <summary>From 0. What is no item and not indented ends the list.</summary>
    public int Of(string line, bool isItem)
    {
        var indent = 0;
        foreach (var c in line.TakeWhile(c => c is ' ' or '\t'))
            indent += c == '\t' ? Tab : 1;
        if (!isItem)
        {
            if (indent == 0)
                indents.Clear();
            return 0;
        }

        while (indents.TryPeek(out var outer) && outer >= indent)
            indents.Pop();
        var depth = indents.Count;
        indents.Push(indent);
        return Math.Min(depth, Deepest);
    }
}
