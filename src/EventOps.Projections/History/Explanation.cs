using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;

namespace EventOps.Projections.History;

/// <summary>A field of a line, and the event that made it what it is.</summary>
/// <param name="Path">Within the line, like <c>.talk.title</c>.</param>
/// <param name="Cause">The event by which it came to have this value.</param>
/// <param name="Shown">The event that let the public see it, when that is another one.</param>
public sealed record ExplainedField(string Path, JsonElement Value, Cause Cause, Cause? Shown);

/// <summary>
/// Which events made a line of a page: found by folding the page anew and looking after each of them. A field's cause is the
/// last event that changed it, so it is exact by construction.
/// </summary>
public static class Explanation
{
    /// <param name="shown">The page after each fact; null while there is none.</param>
    /// <param name="drafted">The organizers' page after each fact.</param>
    /// <returns>Empty when the page has no such line.</returns>
    public static ValueList<ExplainedField> Of(
        IReadOnlyList<Fact> facts, IReadOnlyList<JsonNode?> shown, IReadOnlyList<JsonNode?> drafted, PageLine line)
    {
        var lines = HistoryLine.Of(facts).ToList();
        var (seen, made) = (shown.Select(line.In).ToList(), drafted.Select(line.In).ToList());
        return [.. seen[^1].Select(field =>
        {
            var shownBy = LastChange(seen, field.Key, seen.Count - 1);
            var madeBy = made[shownBy].GetValueOrDefault(field.Key) == field.Value ? LastChange(made, field.Key, shownBy) : shownBy;
            return new ExplainedField(
                field.Key, JsonElement.Parse(field.Value), Cause.Of(lines[madeBy]), madeBy == shownBy ? null : Cause.Of(lines[shownBy]));
        })];
    }

    private static int LastChange(List<IReadOnlyDictionary<string, string>> after, string field, int upTo)
    {
        var value = after[upTo].GetValueOrDefault(field);
        while (upTo > 0 && after[upTo - 1].GetValueOrDefault(field) == value)
            upTo--;
        return upTo;
    }
}
