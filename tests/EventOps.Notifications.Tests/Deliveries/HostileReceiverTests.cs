using System.Net;
using System.Net.Sockets;
using EventOps.Domain.Meetups;
using Microsoft.AspNetCore.Http;

namespace EventOps.Notifications.Tests.Deliveries;

/// <summary>Receivers that hang, talk for ever or send too much, and what they must not do to others.</summary>
public sealed class HostileReceiverTests
{
    private static readonly TimeSpan AttemptLimit = new NotificationOptions().AttemptLimit;

    [Fact]
    public async Task a_sink_that_never_answers_ends_at_the_time_limit()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((context, _) => Hang(context));
        await world.Subscribe(receiver.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await receiver.Next();

        await world.Pass(AttemptLimit);

        await world.Log.WaitFor("Timeout; it is pending");
    }

    // By the real clock: a test's clock could run out before the headers have come.
    [Fact]
    public async Task an_answer_without_end_ends_at_the_time_limit_and_its_status_counts()
    {
        await using var world = await World.Create(new() { AttemptLimit = TimeSpan.FromSeconds(1) });
        await using var receiver = await Receiver.Start(async (context, _) =>
        {
            context.Response.StatusCode = 200;
            await context.Response.WriteAsync("so far", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Hang(context);
        });
        await world.Subscribe(receiver.Sink);
        await world.StartedNode(TimeProvider.System);
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("was taken");

        Assert.Equal(["so far"], await world.Rows<string>("select convert_from(answer, 'utf8') from eventops_delivery_attempts"));
    }

    [Fact]
    public async Task of_a_huge_answer_little_is_read_and_less_is_kept()
    {
        await using var world = await World.Create();
        // A bare socket: a web server goes on writing into the void, this one feels where the sender stopped reading.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var written = Flood(listener);
        await world.Subscribe($"http://{listener.LocalEndpoint}/hook");
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();

        await world.Log.WaitFor("was taken");

        Assert.InRange(await written.WaitAsync(World.Soon), 16 * 1024, 32 << 20);
        Assert.Equal([2048], await world.Rows<int>("select length(answer) from eventops_delivery_attempts"));
    }

    [Fact]
    public async Task a_sink_that_hangs_delays_nobody_else()
    {
        await using var world = await World.Create(new() { InFlight = 6, InFlightPerSubscription = 4 });
        await using var slow = await Receiver.Start((context, _) => Hang(context));
        await using var quick = await Receiver.Start();
        await world.Subscribe(slow.Sink);
        await world.Subscribe(quick.Sink);
        await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.Happened([.. Enumerable.Range(1, 20).Select(n => new AgendaPublished(n, null))]);
        await world.FanOut();

        for (var n = 0; n < 4; n++)
            await slow.Next();
        for (var n = 0; n < 21; n++)
            await quick.Next();

        Assert.Equal(4, slow.All.Count);
    }

    [Fact]
    public async Task stopping_waits_for_what_is_under_way()
    {
        var answer = new TaskCompletionSource();
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start((_, _) => answer.Task);
        await world.Subscribe(receiver.Sink);
        var node = await world.StartedNode();
        await world.Happened(History.Scheduled);
        await world.FanOut();
        await receiver.Next();

        var stopped = node.Dispatcher.StopAsync(World.Soon);
        Assert.False(stopped.IsCompleted);
        answer.SetResult();
        await stopped;

        Assert.Equal(["delivered"], await world.States());
    }

    /// <summary>Answers with a gigabyte; how much of it went out before the other side closed.</summary>
    private static async Task<long> Flood(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        Assert.NotEqual(0, await stream.ReadAsync(new byte[64 * 1024]));
        await stream.WriteAsync("HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n"u8.ToArray());
        var written = 0L;
        try
        {
            for (var block = new byte[64 * 1024]; written < 1 << 30; written += block.Length)
                await stream.WriteAsync(block);
        }
        catch (IOException)
        {
            // The sender has read enough.
        }

        return written;
    }

    private static Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
