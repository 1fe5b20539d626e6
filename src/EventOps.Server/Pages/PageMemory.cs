using System.Collections.Concurrent;

namespace EventOps.Server.Pages;

/// <summary>An answer that is ready to be sent again: its bytes and their strong ETag.</summary>
internal sealed record ReadyPage(ReadOnlyMemory<byte> Body, string ContentType, string ETag, DateTimeOffset? Until = null)
{
    /// <summary>What it was made from, if it is remembered, and how often that had changed by then.</summary>
    public (PageSource Source, long Changes)? Origin { get; init; }
}

/// <summary>What a page is made from: a row of a projection, or all rows of a community (key <c>*</c>).</summary>
internal readonly record struct PageSource(string Projection, string Community, string Key)
{
    public const string AllRows = "*";
}

/// <summary>
/// Pages served from memory once built. A change of the row that a page was made from makes it an old one, also a change
/// that comes while it is being made.
/// </summary>
internal sealed class PageMemory(TimeProvider time)
{
    private const int Stripes = 4_096;
    private const long MostBytes = 256 * 1024 * 1024;

    private readonly ConcurrentDictionary<PageSource, ConcurrentDictionary<string, ReadyPage>> pages = new();
    private readonly long[] changes = new long[Stripes];
    private long bytes;

    /// <param name="source">What the page is made from.</param>
    /// <param name="variant">Language, format, whatever else tells pages of one source apart.</param>
    /// <param name="make">Makes the page; null when there is none, which is not remembered.</param>
    public async ValueTask<ReadyPage?> Get(PageSource source, string variant, Func<Task<ReadyPage?>> make)
    {
        if (pages.TryGetValue(source, out var variants) && variants.TryGetValue(variant, out var ready) && IsCurrent(ready))
            return ready;
        // Counted before the row is read: a change that comes while the page is made makes it an old one.
        var before = Volatile.Read(ref changes[Stripe(source)]);
        if (await make() is not { } made)
            return null;
        made = made with { Origin = (source, before) };
        Remember(source, variant, made);
        return made;
    }

    /// <summary>Whether a page that this memory gave is still the one it would give.</summary>
    public bool IsCurrent(ReadyPage page) =>
        page.Origin is var (source, before) && Volatile.Read(ref changes[Stripe(source)]) == before
        && (page.Until is null || page.Until > time.GetUtcNow());

    /// <summary>The rows of a source changed; pages made from it are made anew when next asked for.</summary>
    public void Changed(PageSource source)
    {
        Touch(source);
        Touch(source with { Key = PageSource.AllRows });
    }

    /// <summary>Everything may have changed.</summary>
    public void ChangedAll()
    {
        for (var i = 0; i < Stripes; i++)
            Interlocked.Increment(ref changes[i]);
        pages.Clear();
        Interlocked.Exchange(ref bytes, 0);
    }

    private void Touch(PageSource source)
    {
        Interlocked.Increment(ref changes[Stripe(source)]);
        Forget(source);
    }

    private void Remember(PageSource source, string variant, ReadyPage page)
    {
        // Bounded without bookkeeping on the way of a hit: when full, start afresh.
        if (Interlocked.Add(ref bytes, page.Body.Length) > MostBytes)
        {
            pages.Clear();
            Interlocked.Exchange(ref bytes, page.Body.Length);
        }

        pages.GetOrAdd(source, _ => new(StringComparer.Ordinal))[variant] = page;
    }

    private void Forget(PageSource source)
    {
        if (pages.TryRemove(source, out var variants))
            Interlocked.Add(ref bytes, -variants.Values.Sum(page => (long)page.Body.Length));
    }

    private static int Stripe(PageSource source) => (int)((uint)source.GetHashCode() % Stripes);
}
