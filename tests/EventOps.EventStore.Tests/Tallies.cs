using System.Text.Json;

namespace EventOps.EventStore.Tests;

/// <summary>The smallest stream there is: a sum of the numbers counted so far.</summary>
internal sealed record Tally(int Sum, int Steps)
{
    public static readonly StreamDefinition<Tally, Counted> Definition = new(
        "tally", new Tally(0, 0),
        (tally, counted) => new Tally(tally.Sum + counted.By, tally.Steps + 1),
        counted => ("counted", JsonSerializer.SerializeToUtf8Bytes(counted, JsonSerializerOptions.Web)),
        (_, data) => JsonSerializer.Deserialize<Counted>(data.Span, JsonSerializerOptions.Web)!);

    public static Choice<Counted, int> Count(LoadedStream<Tally> stream, int by) =>
        new([new Counted(by)], stream.State.Sum + by);
}

internal sealed record Counted(int By);
