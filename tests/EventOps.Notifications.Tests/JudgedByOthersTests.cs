using System.Text;
using EventOps.Notifications.Signing;

namespace EventOps.Notifications.Tests;

/// <summary>What other people's receivers make of what we send.</summary>
public sealed class JudgedByOthersTests(Judges judges) : IClassFixture<Judges>
{
    [Fact]
    public async Task standardwebhooks_verifies_and_cloudevents_parses_what_a_receiver_got()
    {
        var (received, secret) = await Sent();

        var verdict = await Judged(secret, received, received.Body);

        Assert.Equal("valid", verdict.GetProperty("signature").GetString());
        var understood = verdict.GetProperty("event");
        Assert.Equal(received.Id, understood.GetProperty("id").GetString());
        Assert.Equal("eventops.slides.published.v1", understood.GetProperty("type").GetString());
        Assert.Equal("1.0", understood.GetProperty("specversion").GetString());
        Assert.Equal(20, understood.GetProperty("sequence").GetString()!.Length);
        var talk = understood.GetProperty("data").GetProperty("talk");
        Assert.Equal(History.Talk, talk.GetProperty("title").GetString());
        Assert.Equal("宋顺", talk.GetProperty("speakers")[0].GetString());
    }

    [Fact]
    public async Task standardwebhooks_rejects_a_body_that_was_touched()
    {
        var (received, secret) = await Sent();
        var touched = Encoding.UTF8.GetBytes(received.Text.Replace("deck.pdf", "dock.pdf", StringComparison.Ordinal));

        var verdict = await Judged(secret, received, touched);

        Assert.Equal("No matching signature found", verdict.GetProperty("signature").GetString());
    }

    [Fact]
    public async Task standardwebhooks_rejects_another_secret()
    {
        var (received, _) = await Sent();

        var verdict = await Judged(WebhookSecret.Create().Reveal(), received, received.Body);

        Assert.Equal("No matching signature found", verdict.GetProperty("signature").GetString());
    }

    [Fact]
    public async Task a_test_message_is_as_good_as_a_real_one()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        var (id, secret) = await world.Subscribe(receiver.Sink);

        var attempt = await world.Node().TestSend.Send(World.Tenant, id, World.Soon);

        Assert.Equal((204, null), (attempt?.Status, attempt?.Error));
        var received = await receiver.Next();
        var verdict = await Judged(secret.Reveal(), received, received.Body);
        Assert.Equal("valid", verdict.GetProperty("signature").GetString());
        Assert.Equal("eventops.subscription.test.v1", verdict.GetProperty("event").GetProperty("type").GetString());
    }

    private static async Task<(Received Received, string Secret)> Sent()
    {
        await using var world = await World.Create();
        await using var receiver = await Receiver.Start();
        var (_, secret) = await world.Subscribe(receiver.Sink, ["eventops.slides.*"]);
        await world.StartedNode(TimeProvider.System);
        await world.Happened(History.UntilSlides);
        await world.FanOut();
        return (await receiver.Next(), secret.Reveal());
    }

    private Task<System.Text.Json.JsonElement> Judged(string secret, Received received, byte[] body)
    {
        Assert.NotNull(judges);
        return Judges.Judge(secret, received.Headers, body);
    }
}
