using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using Xunit;

namespace EventOps.Domain.Tests.Shared;

public sealed class ValueListTests
{
    private static readonly ValueList<string> Tags = ["wasm", "mesh"];

    [Fact]
    public void the_same_items_in_the_same_order_are_the_same_list()
    {
        ValueList<string> same = ["wasm", "mesh"];
        Assert.True(Tags == same);
        Assert.Equal(Tags.GetHashCode(), same.GetHashCode());
    }

    [Fact]
    public void the_order_matters()
    {
        ValueList<string> turned = ["mesh", "wasm"];
        Assert.True(Tags != turned);
    }

    [Fact]
    public void no_list_is_the_empty_list()
    {
        ValueList<string> empty = [];
        Assert.Equal(empty, default);
        Assert.Equal(empty.GetHashCode(), default(ValueList<string>).GetHashCode());
        Assert.Empty(default(ValueList<string>));
    }

    [Fact]
    public void a_record_holds_it_by_value() =>
        Assert.Equal(new MeetupDetails("", null, null, null, ["a"], "", null), new MeetupDetails("", null, null, null, ["a"], "", null));

    [Fact]
    public void it_is_a_plain_array()
    {
        Assert.Equal("""["wasm","mesh"]""", JsonSerializer.Serialize(Tags, DomainJson.Options));
        Assert.Equal(Tags, JsonSerializer.Deserialize<ValueList<string>>("""["wasm","mesh"]""", DomainJson.Options));
    }

    [Theory]
    [InlineData("""["wasm",null]""")]
    [InlineData("null")]
    [InlineData("\"wasm\"")]
    [InlineData("""{"0":"wasm"}""")]
    public void nothing_else_is_one(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ValueList<string>>(json, DomainJson.Options));
}
