using System.Text.Json;
using EventOps.Domain.Shared;

namespace EventOps.Projections.History;

/// <summary>A field of a line, and the event that made it what it is.</summary>
/// <param name="Path">Within the line, like <c>.talk.title</c>.</param>
/// <param name="Cause">The event by which it came to have this value.</param>
/// <param name="Shown">The event that let the public see it, when that is another one.</param>
public sealed record ExplainedField(string Path, JsonElement Value, Cause Cause, Cause? Shown);

/// <summary>A line of a page, field by field.</summary>
public sealed record ExplainedLine(PageLine Line, ValueList<ExplainedField> Fields);

/// <summary>
/// Which events made a line of a page: found by looking at the page after each of them, back from the last one. A field's cause is
/// the last event that changed it, so it is exact by construction.
/// </summary>
public static class Explanation
{
    /// <param name="on">The page's fold; each fact is folded once.</param>
    /// <param name="shown">What the public sees of a page; null: nothing. Each page is looked at once, the last first, and none that nothing rests on.</param>
    /// <param name="drafted">What organizers see of it, likewise.</param>
    /// <param name="find">The line that is asked about, on the page as the public sees it now.</param>
    /// <returns>Null when the page has no such line.</returns>
    public static ExplainedLine? Of<TPage>(
        IReadOnlyList<Fact> facts, Func<TPage?, Fact, TPage> on, Func<TPage, object?> shown, Func<TPage, object?> drafted, Func<object, PageLine?> find)
        where TPage : class
    {
        var pages = new TPage[facts.Count];
        for (var i = 0; i < pages.Length; i++)
            pages[i] = on(i == 0 ? null : pages[i - 1], facts[i]);
        if (shown(pages[^1]) is not { } page || find(page) is not { } line || line.In(page) is not { Count: > 0 } now)
            return null;
        var lines = HistoryLine.Of(facts).ToList();
        var last = pages.Length - 1;
        var shownBy = LastChanges(now, now.Keys.ToDictionary(field => field, _ => last), index => index == last ? now : line.In(shown(pages[index])));
        // Where the organizers' page did not say so when the public's began to, it was made and shown at once.
        var madeBy = LastChanges(now, shownBy, index => line.In(drafted(pages[index])));
        return new(line, [.. now.Select(field => new ExplainedField(
            field.Key, JsonElement.Parse(field.Value), Cause.Of(lines[madeBy[field.Key]]),
            madeBy[field.Key] == shownBy[field.Key] ? null : Cause.Of(lines[shownBy[field.Key]])))]);
    }

    // Since when each field has the value that it has at its index, as far back as it does so without a break.
    private static Dictionary<string, int> LastChanges(
        IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, int> from, Func<int, IReadOnlyDictionary<string, string>> at)
    {
        var since = from.ToDictionary();
        var open = new HashSet<string>();
        var coming = from.GroupBy(field => field.Value, field => field.Key).OrderByDescending(group => group.Key).ToList();
        var next = 0;
        for (var index = coming[0].Key; index >= 0 && (open.Count > 0 || next < coming.Count); index--)
        {
            if (open.Count == 0)
                index = coming[next].Key;
            if (next < coming.Count && coming[next].Key == index)
                open.UnionWith(coming[next++]);
            var was = at(index);
            open.RemoveWhere(field => was.GetValueOrDefault(field) != values[field]);
            foreach (var field in open)
                since[field] = index;
        }

        return since;
    }
}
