using EventOps.EventStore.Projecting;
using Xunit;
using static EventOps.EventStore.Tests.StoreFixture;

namespace EventOps.EventStore.Tests.Projecting;

public sealed class RowsTests : IClassFixture<StoreFixture>, IAsyncLifetime
{
    private readonly StoreFixture fixture;
    private readonly string tenant = $"t{Guid.CreateVersion7():N}";

    public RowsTests(StoreFixture fixture) => this.fixture = fixture;

    /// <summary>Rows with the sums 1 to 7 in a tenant of this test.</summary>
    public async ValueTask InitializeAsync()
    {
        var last = 0L;
        for (var sum = 1; sum <= 7; sum++)
        {
            var appended = await fixture.Streams.Append(
                NewStream(tenant), null, 0, [.. Enumerable.Range(0, sum).Select(_ => Event())], AppendMetadata.None, Soon);
            last = Assert.IsType<AppendResult.Appended>(appended).Position;
        }

        await using var runner = fixture.Store.Projections(Total.Projection("listed"));
        runner.Start();
        Assert.True(await fixture.Store.RowTail.WaitFor("listed", last, TimeSpan.FromSeconds(20), Soon));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false, "1,2,3|4,5,6|7")]
    [InlineData(true, "7,6,5|4,3,2|1")]
    public async Task a_list_is_paged_in_order_without_loss(bool descending, string expected)
    {
        var pages = new List<string>();
        var query = All with { Limit = 3, Descending = descending };
        for (RowPage? page = null; page?.Next is not null || page is null;)
        {
            page = await fixture.Store.Rows.Query(query with { After = page?.Next }, Soon);
            pages.Add(Sums(page));
        }

        Assert.Equal(expected, string.Join('|', pages));
    }

    [Fact]
    public async Task rows_are_found_by_all_terms_by_range_and_by_text()
    {
        Assert.Equal("2,4,6", await Found(All with { AllTerms = ["even", "a\"b\\c,{}"] }));
        Assert.Equal("", await Found(All with { AllTerms = ["even", "odd"] }));
        Assert.Equal("3,4", await Found(All with { SortFrom = "000003", SortTo = "000005" }));
        Assert.Equal("5", await Found(All with { Search = "SUM 5" }));
        Assert.Equal("", await Found(All with { Search = "%" }));
        Assert.Equal("", await Found(All with { Tenant = "another" }));
    }

    [Fact]
    public async Task the_tail_tells_every_node_which_rows_changed()
    {
        await using var other = fixture.Open();
        other.Start();
        var heard = new TaskCompletionSource<RowChange>();
        var stream = NewStream(tenant);
        other.RowTail.Listen(
            change =>
            {
                if (change.Key.Key == stream.Id.ToString())
                    heard.TrySetResult(change);
            },
            _ => { });
        await using var runner = fixture.Store.Projections(Total.Projection("told"));
        runner.Start();
        var before = await fixture.Feed.Head(Soon);
        Assert.True(await other.RowTail.WaitFor("told", before, TimeSpan.FromSeconds(20), Soon));

        var appended = (AppendResult.Appended)await fixture.Streams.Append(
            stream, null, 0, [Event(), Event(type: "removed")], AppendMetadata.None, Soon);

        Assert.True(await other.RowTail.WaitFor("told", appended.Position, TimeSpan.FromSeconds(20), Soon));
        // By now it must have been told: eviction comes before the checkpoint is known.
        Assert.True(heard.Task.IsCompleted);
        Assert.Equal(new RowChange("told", new RowKey(tenant, stream.Id.ToString()), appended.Position), await heard.Task);
    }

    [Fact]
    public async Task a_wait_for_a_position_that_does_not_come_ends_in_time()
    {
        Assert.False(await fixture.Store.RowTail.WaitFor("listed", long.MaxValue, TimeSpan.FromMilliseconds(20), Soon));
    }

    private RowQuery All => new() { Projection = "listed", Tenant = tenant };

    private async Task<string> Found(RowQuery query) => Sums(await fixture.Store.Rows.Query(query, Soon));

    private static string Sums(RowPage page) => string.Join(',', page.Rows.Select(
        r => System.Text.Json.JsonSerializer.Deserialize<Total>(r.Data.Span)!.Sum));
}
