using EventOps.Domain.Shared;
using EventOps.Projections.History;

namespace EventOps.Projections.Agendas;

/// <summary>
/// Which facts changed what, found by looking before and after each of them: a fact is a cause of a difference exactly if it
/// changed the part, in one of the fields that differ.
/// </summary>
internal sealed class AgendaCauses
{
    private readonly List<(Guid Key, string Field, Cause Cause)> changes = [];

    /// <param name="from">After how many facts one side stands.</param>
    /// <param name="to">And the other; which is the later one does not matter.</param>
    public AgendaCauses(AgendaPast past, int from, int to, Func<AgendaPage, Dictionary<Guid, Facet[]>> faces)
    {
        var (first, last) = (Math.Min(from, to), Math.Max(from, to));
        var before = first == 0 ? [] : faces(past.After(first));
        for (var count = first + 1; count <= last; count++)
        {
            var after = faces(past.After(count));
            Note(before, after, Cause.Of(past.Lines[count - 1]));
            before = after;
        }
    }

    public AgendaCauses(AgendaPast past, int from, int to, Func<AgendaPage, OrderedDictionary<Guid, Part>> parts)
        : this(past, from, to, page => parts(page).ToDictionary(part => part.Key, part => part.Value.Fields))
    {
    }

    /// <summary>The causes of a change of some fields of a part, or of its coming and going.</summary>
    public ValueList<Cause> Of(Guid key, ValueList<string>? fields = null) =>
        [.. changes.Where(change => change.Key == key && (fields is null || fields.Value.Contains(change.Field))).Select(change => change.Cause).Distinct()];

    private void Note(Dictionary<Guid, Facet[]> before, Dictionary<Guid, Facet[]> after, Cause cause)
    {
        foreach (var key in before.Keys.Union(after.Keys))
        {
            var was = before.GetValueOrDefault(key, []).ToDictionary(facet => facet.Field, facet => facet.Value);
            var now = after.GetValueOrDefault(key, []).ToDictionary(facet => facet.Field, facet => facet.Value);
            foreach (var field in was.Keys.Union(now.Keys))
                if (was.ContainsKey(field) != now.ContainsKey(field) || !Equals(was.GetValueOrDefault(field), now.GetValueOrDefault(field)))
                    changes.Add((key, field, cause));
        }
    }
}
