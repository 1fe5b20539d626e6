using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Projections.People;

/// <summary>
/// Knows people again from meetup to meetup. Speakers belong to their meetup; across meetups a person is who bears the same name,
/// or, of whom only a pen name is known, the same pen name.
/// </summary>
public static class PersonId
{
    private static readonly Guid Space = new("5c9b3f0e-6c1a-5b0e-9d3f-2a7f5a9c1e42");

    /// <summary>The id of a person's page; null when neither name is known, or the person was erased.</summary>
    public static Guid? Of(string community, string? name, string? alias) => ErasedPerson.IsMark(name) ? null : Folded(name) is { } known
        ? NameBasedId.Create(Space, $"{community}\nname\n{known}")
        : Folded(alias) is { } penName ? NameBasedId.Create(Space, $"{community}\nalias\n{penName}") : null;

    // Spaces between Chinese names come and go; between Latin ones their number does.
    private static string? Folded(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(text.Any(c => c is >= '\u2E80' and < '\uE000') ? "" : " ", words).ToLowerInvariant();
    }
}
