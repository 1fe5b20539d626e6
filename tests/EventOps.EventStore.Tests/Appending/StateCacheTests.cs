using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Appending;

public sealed class StateCacheTests
{
    private const long Entry = 1000;

    [Fact]
    public void the_least_recently_used_goes_first_and_only_when_there_is_no_room()
    {
        var cache = new StateCache(3 * (Entry + StateCache.EntryOverhead));
        var (a, b, c, d) = (NewStream(), NewStream(), NewStream(), NewStream());
        foreach (var key in (StreamKey[])[a, b, c])
            cache.Keep(key, State(1, Entry));
        Assert.NotNull(cache.Find<Tally>(a));

        cache.Keep(d, State(1, Entry));

        Assert.Null(cache.Find<Tally>(b));
        Assert.All((StreamKey[])[a, c, d], key => Assert.NotNull(cache.Find<Tally>(key)));
    }

    [Fact]
    public void a_state_that_grows_is_counted_at_its_new_size()
    {
        var cache = new StateCache(10_000);
        var (growing, other) = (NewStream(), NewStream());
        cache.Keep(other, State(1, 3000));
        for (var version = 1; version <= 50; version++)
            cache.Keep(growing, State(version, 100 * version));

        Assert.NotNull(cache.Find<Tally>(other));
        Assert.Equal(3000 + 5000 + 2 * StateCache.EntryOverhead, cache.Size);
        cache.Keep(growing, State(51, 8000));
        Assert.Null(cache.Find<Tally>(other));
        Assert.Equal(8000 + StateCache.EntryOverhead, cache.Size);
    }

    [Fact]
    public void a_state_larger_than_the_cache_is_not_kept_and_drives_nobody_out()
    {
        var cache = new StateCache(10_000);
        var (small, huge) = (NewStream(), NewStream());
        cache.Keep(small, State(1, 100));

        cache.Keep(huge, State(1, 20_000));

        Assert.Null(cache.Find<Tally>(huge));
        Assert.NotNull(cache.Find<Tally>(small));
        Assert.Equal(100 + StateCache.EntryOverhead, cache.Size);
    }

    [Fact]
    public void an_earlier_version_does_not_replace_a_later_one()
    {
        var cache = new StateCache(10_000);
        var key = NewStream();
        cache.Keep(key, State(7, 100));
        cache.Keep(key, State(6, 100));
        Assert.Equal(7, cache.Find<Tally>(key)!.Loaded.Version);
    }

    [Fact]
    public void the_same_stream_of_two_tenants_has_two_states()
    {
        var cache = new StateCache(10_000);
        var id = Guid.CreateVersion7();
        cache.Keep(new StreamKey("a", id), State(1, 1));
        Assert.Null(cache.Find<Tally>(new StreamKey("b", id)));
    }

    [Fact]
    public void from_many_threads_the_size_stays_true_and_bounded()
    {
        var cache = new StateCache(50 * StateCache.EntryOverhead);
        var keys = Enumerable.Range(0, 200).Select(_ => NewStream()).ToArray();
        Parallel.For(0, 20_000, i =>
        {
            var key = keys[i * 7 % keys.Length];
            if (i % 3 == 0)
                cache.Find<Tally>(key);
            else
                cache.Keep(key, State(i, i % 500));
        });

        Assert.InRange(cache.Size, 1, 50 * StateCache.EntryOverhead);
        var kept = keys.Select(key => cache.Find<Tally>(key)).OfType<CachedStream<Tally>>().ToArray();
        Assert.Equal(kept.Sum(state => state.Bytes + StateCache.EntryOverhead), cache.Size);
    }

    private static CachedStream<Tally> State(long version, long bytes) => new(new(new Tally(0, 0), version, version), bytes);
}
