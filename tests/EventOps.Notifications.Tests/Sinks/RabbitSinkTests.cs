using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Deliveries;
using EventOps.Notifications.Sinks.Brokers;
using EventOps.Notifications.Tests.Texts;
using EventOps.Testing;
using RabbitMQ.Client;

namespace EventOps.Notifications.Tests.Sinks;

/// <summary>Against a real rabbitmq-server.</summary>
public sealed class RabbitSinkTests(RabbitServer server) : IClassFixture<RabbitServer>
{
    private static readonly NotificationOptions Options = new() { AllowPrivateSinks = true };

    [Fact]
    public async Task a_message_is_on_the_queue_that_wants_it_when_it_is_taken()
    {
        await using var bound = await Bound("facts", "eventops.slides.#");
        await using var sink = new RabbitSink(Options, TimeProvider.System);
        var message = Message("facts");

        Assert.Null((await sink.Send(message, SinkWorld.Soon)).Error);

        var got = (await bound.Channel.BasicGetAsync(bound.Queue, autoAck: true))!;
        Assert.Equal(message.Body.ToArray(), got.Body.ToArray());
        Assert.Equal($"{message.Type}.sofa", got.RoutingKey);
        Assert.Equal(message.Id.ToString(), got.BasicProperties.MessageId);
        Assert.Equal("application/cloudevents+json", got.BasicProperties.ContentType);
        Assert.True(got.BasicProperties.Persistent);
        Assert.Null(await bound.Channel.BasicGetAsync(bound.Queue, autoAck: true));
    }

    [Fact]
    public async Task what_no_queue_wants_comes_back_as_an_error_and_the_next_goes_on()
    {
        await using var bound = await Bound("picky", "#.another");
        await using var sink = new RabbitSink(Options, TimeProvider.System);

        var lost = await sink.Send(Message("picky"), SinkWorld.Soon);
        var taken = await sink.Send(Message("picky", tenant: "another"), SinkWorld.Soon);

        Assert.Equal(AttemptError.Unroutable, lost.Error);
        Assert.Contains("bind", lost.Advice);
        Assert.Null(taken.Error);
    }

    [Fact]
    public async Task an_exchange_is_made_when_it_is_missing()
    {
        await using var sink = new RabbitSink(Options, TimeProvider.System);

        Assert.Equal(AttemptError.Unroutable, (await sink.Send(Message("made-by-us"), SinkWorld.Soon)).Error);

        await using var bound = await Bound("made-by-us", "#");
        Assert.Null((await sink.Send(Message("made-by-us"), SinkWorld.Soon)).Error);
    }

    [Fact]
    public async Task many_at_once_share_one_connection_and_all_arrive()
    {
        await using var bound = await Bound("many", "#");
        await using var sink = new RabbitSink(Options, TimeProvider.System);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => sink.Send(Message("many"), SinkWorld.Soon))));

        Assert.All(attempts, attempt => Assert.Null(attempt.Error));
        Assert.Equal(200u, await bound.Channel.MessageCountAsync(bound.Queue));
        Assert.Equal(1, sink.Brokers.Count);
    }

    [Fact]
    public async Task a_broker_that_dies_and_comes_back_is_found_again()
    {
        await using var sink = new RabbitSink(Options with { AttemptLimit = TimeSpan.FromSeconds(5) }, TimeProvider.System);
        await (await Bound("phoenix", "#", "phoenix", durable: true)).DisposeAsync();
        Assert.Null((await sink.Send(Message("phoenix"), SinkWorld.Soon)).Error);
        await server.Settle();

        await server.Kill();
        var dead = await sink.Send(Message("phoenix"), SinkWorld.Soon);
        var resting = await sink.Send(Message("phoenix"), SinkWorld.Soon);
        await server.Start();

        Assert.Contains(dead.Error!.Value, new[] { AttemptError.Unreachable, AttemptError.Timeout });
        Assert.Equal(AttemptError.Unreachable, resting.Error);
        for (var deadline = Environment.TickCount64 + 60_000; (await sink.Send(Message("phoenix"), SinkWorld.Soon)).Error is { } error; await Task.Delay(250))
            Assert.True(Environment.TickCount64 < deadline, $"still {error}");
        await using var after = await Bound("phoenix", "#", "phoenix", durable: true);
        // What was confirmed outlives the crash.
        Assert.Equal(2u, await after.Channel.MessageCountAsync("phoenix"));
    }

    [Theory]
    [InlineData("amqp://guest:wrong@127.0.0.1:{port}", AttemptError.Misconfigured)]
    [InlineData("amqp://guest:guest@127.0.0.1:{port}/nowhere", AttemptError.Misconfigured)]
    [InlineData("amqp://guest:guest@127.0.0.1:1", AttemptError.Unreachable)]
    [InlineData("amqp://guest:guest@nowhere.invalid:{port}", AttemptError.NameUnknown)]
    [InlineData("amqps://guest:guest@127.0.0.1:{port}", AttemptError.Tls)]
    [InlineData("https://127.0.0.1:{port}", AttemptError.BadSink)]
    public async Task what_is_wrong_with_an_address_is_said(string address, AttemptError error)
    {
        await using var sink = new RabbitSink(Options, TimeProvider.System);

        var attempt = await sink.Send(
            Message("x") with { Address = address.Replace("{port}", $"{server.Port}", StringComparison.Ordinal) }, SinkWorld.Soon);

        Assert.Equal(error, attempt.Error);
        Assert.DoesNotContain("guest", $"{attempt}");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task a_private_address_is_never_dialled(string host)
    {
        await using var sink = new RabbitSink(Options with { AllowPrivateSinks = false }, TimeProvider.System);

        var attempt = await sink.Send(Message("x") with { Address = $"amqp://guest:guest@{host}:{server.Port}" }, SinkWorld.Soon);

        Assert.Equal(AttemptError.PrivateAddress, attempt.Error);
    }

    [Fact]
    public async Task an_idle_connection_is_closed_and_opened_again()
    {
        await using var bound = await Bound("idle", "#");
        var clock = new FakeClock();
        await using var sink = new RabbitSink(Options, clock);
        await sink.Send(Message("idle"), SinkWorld.Soon);

        clock.Advance(Options.BrokerIdleLimit + TimeSpan.FromSeconds(1));

        Assert.Equal(0, sink.Brokers.Count);
        Assert.Null((await sink.Send(Message("idle"), SinkWorld.Soon)).Error);
    }

    [Fact]
    public async Task connections_are_bounded_and_those_at_rest_give_way()
    {
        await using var sink = new RabbitSink(Options, TimeProvider.System);

        for (var n = 0; n < BrokerPool.MostConnections + 4; n++)
            await sink.Send(Message("x") with { Address = $"amqp://guest:guest@127.0.0.1:1/{n}" }, SinkWorld.Soon);

        Assert.Equal(BrokerPool.MostConnections, sink.Brokers.Count);
    }

    private Outgoing Message(string exchange, string tenant = "sofa") => SinkWorld.Outgoing(
        SubscriptionKind.RabbitMq, server.Address, target: new(Exchange: exchange), message: TextSamples.Message(History.Published),
        tenant: tenant);

    private async Task<BoundQueue> Bound(string exchange, string key, string queue = "", bool durable = false)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(server.Address) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true);
        var declared = await channel.QueueDeclareAsync(queue, durable, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(declared.QueueName, exchange, key);
        return new(connection, channel, declared.QueueName);
    }

    private sealed record BoundQueue(IConnection Connection, IChannel Channel, string Queue) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Channel.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
