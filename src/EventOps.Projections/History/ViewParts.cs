using System.Collections;
using System.Text.Json.Serialization.Metadata;
using EventOps.Domain.Shared;

namespace EventOps.Projections.History;

/// <summary>Looks into a view as its JSON would be, without writing any: the same names, the same order, nothing that is absent.</summary>
internal static class ViewParts
{
    /// <summary>The fields of an object; none of what is a list or a plain value.</summary>
    public static IEnumerable<(string Name, object Value)> Fields(object part)
    {
        if (part is IEnumerable || DomainJson.Options.GetTypeInfo(part.GetType()) is not { Kind: JsonTypeInfoKind.Object } type)
            yield break;
        foreach (var property in type.Properties)
            if (property.Get?.Invoke(part) is { } value && property.ShouldSerialize?.Invoke(part, value) is not false)
                yield return (property.Name, value);
    }

    /// <summary>The items of a list; none of what is no list.</summary>
    public static IEnumerable<object> Items(object part) => part is IEnumerable items and not string ? items.OfType<object>() : [];

    /// <summary>The id that an object begins with; null when it begins with something else.</summary>
    public static string? IdOf(object part) => Fields(part).FirstOrDefault() is ({ } name, Guid id) && name.EndsWith("Id", StringComparison.Ordinal)
        ? id.ToString()
        : null;

    /// <summary>The first part, in the order of the JSON, that begins with the id.</summary>
    public static object? Find(object part, string id) => IdOf(part) == id
        ? part
        : Fields(part).Select(field => field.Value).Concat(Items(part)).Select(inner => Find(inner, id)).FirstOrDefault(found => found is not null);

    /// <summary>The part that a way like <c>.talk.title</c> or <c>.days[0]</c> leads to. To an item only where items are objects: other lists are one value.</summary>
    public static object? At(object part, string way)
    {
        object? found = part;
        foreach (var step in way.Replace("[", ".[", StringComparison.Ordinal).Split('.').Skip(1))
        {
            if (found is null)
                return null;
            found = step is ['[', .. var index, ']']
                ? Items(found).FirstOrDefault() is { } first && Fields(first).Any() ? Items(found).ElementAtOrDefault(int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)) : null
                : Fields(found).FirstOrDefault(field => field.Name == step).Value;
        }

        return found;
    }
}
