using EventOps.Domain.Shared;

namespace EventOps.Projections.Shared;

/// <summary>Lists whose items are known by id and stay in the order in which they were added.</summary>
internal static class Entries
{
    /// <summary>The item last, or in the place of the one with its id.</summary>
    public static ValueList<T> Put<T>(this ValueList<T> list, T item, Func<T, Guid> idOf)
    {
        var at = list.IndexOf(idOf(item), idOf);
        if (at < 0)
            return [.. list, item];
        var items = list.ToArray();
        items[at] = item;
        return ValueList.Create<T>(items);
    }

    /// <exception cref="InvalidOperationException">No item has the id.</exception>
    public static ValueList<T> Change<T>(this ValueList<T> list, Guid id, Func<T, Guid> idOf, Func<T, T> change)
    {
        var at = list.IndexOf(id, idOf);
        if (at < 0)
            throw new InvalidOperationException($"No {typeof(T).Name} with the id {id} was added before.");
        var items = list.ToArray();
        items[at] = change(items[at]);
        return ValueList.Create<T>(items);
    }

    public static ValueList<T> Without<T>(this ValueList<T> list, Guid id, Func<T, Guid> idOf) =>
        [.. list.Where(item => idOf(item) != id)];

    private static int IndexOf<T>(this ValueList<T> list, Guid id, Func<T, Guid> idOf)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (idOf(list[i]) == id)
                return i;
        }

        return -1;
    }
}
