using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>Ids that follow from names. Changing how a name is written here makes every page a new one: never do it.</summary>
internal sealed class ImportIds(Guid meetup)
{
    private static readonly Guid Space = new("5f0e9a52-6d0b-5c0e-9d6a-3a4f6c1b7e21");

    private readonly HashSet<Guid> used = [];

    public static Guid Meetup(string community, string slug) => NameBasedId.Create(Space, $"meetup\n{community}\n{slug}");

    public Guid Talk(string title) => Unique("talk", Folding.Key(title) is { Length: > 0 } key ? key : title);

    public Guid Speaker(string called, string? organisation) => Unique("speaker", $"{called}\n{organisation}");

    public Guid Slot(int day, string start, string title) => Unique("slot", $"{day}\n{start}\n{Folding.Key(title)}");

    /// <param name="discriminator">Used only when the same address stands on the page before, under another title.</param>
    public Guid Link(string noun, string url, string discriminator) =>
        Of(noun, url) is var id && used.Add(id) ? id : Unique(noun, $"{url}\n{Folding.Key(discriminator)}");

    public Guid Named(string noun, string name) => Unique(noun, name);

    // Two things of one name are told apart by their order.
    private Guid Unique(string noun, string name)
    {
        var id = Of(noun, name);
        for (var n = 2; !used.Add(id); n++)
            id = Of(noun, $"{name}\n{n}");
        return id;
    }

    private Guid Of(string noun, string name) => NameBasedId.Create(meetup, $"{noun}\n{name}");
}
