using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Server.Meetups;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Subscriptions;

public sealed class SubscriptionTests(ServerFixture server)
{
    [Fact]
    public async Task a_subscriber_hears_of_published_slides_signed_and_of_nothing_else()
    {
        var receiver = await server.NewReceiver();
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var secret = await Subscribed(meetup.Community, receiver, "eventops.slides.*");
        await meetup.Done("add-speaker", new { name = "Not told" });
        var published = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });

        var message = await receiver.Next();
        Assert.Equal("eventops.slides.published.v1", message.Type);
        Assert.Equal(published.Json.GetProperty("events")[0].GetProperty("id").GetString(), message.Id);
        Assert.Equal(message.Id, message.Json.GetProperty("id").GetString());
        Assert.Equal($"/communities/{meetup.Community.Name}/meetups/{meetup.Id}", message.Json.GetProperty("source").GetString());
        Assert.True(message.IsSignedWith(secret));
        Assert.False(message.IsSignedWith("whsec_" + Convert.ToBase64String(new byte[32])));
    }

    [Fact]
    public async Task the_secret_is_shown_at_creation_and_never_again()
    {
        var community = await server.NewCommunity();
        var created = (await community.Owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook" })).MustBe(201);
        var secret = created.Json.GetProperty("secret").GetString()!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);

        var one = (await community.Owner.Get(created.Location!)).MustBe(200);
        var all = (await community.Owner.Get($"subscriptions?minPosition={created.Position}")).MustBe(200);
        Assert.Equal("bot", Assert.Single(all.Json.GetProperty("subscriptions").EnumerateArray()).GetProperty("name").GetString());
        foreach (var answer in (Answer[])[one, all])
            Assert.DoesNotContain(secret[6..], answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task creating_again_under_the_same_key_is_one_subscription_with_one_secret()
    {
        var community = await server.NewCommunity();
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(_ => community.Owner.Post(
            "subscriptions", new { name = "bot", sink = "https://example.org/hook" }, ("Idempotency-Key", "once"))));
        Assert.All(answers, answer => Assert.Equal(answers[0].MustBe(201).Text, answer.Text));
        var all = await community.Owner.Get($"subscriptions?minPosition={answers[0].Position}");
        Assert.Single(all.Json.GetProperty("subscriptions").EnumerateArray());
    }

    [Fact]
    public async Task a_deleted_subscription_is_gone_and_hears_nothing_more()
    {
        var (deleted, kept) = (await server.NewReceiver(), await server.NewReceiver());
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var owner = meetup.Community.Owner;
        var created = (await owner.Post("subscriptions", new { name = "gone", sink = deleted.Sink })).MustBe(201);
        (await owner.Send(HttpMethod.Delete, created.Location!, null)).MustBe(204);
        await Subscribed(meetup.Community, kept, "eventops.slides.*");
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });

        await kept.Next();
        Assert.True(deleted.IsEmpty);
        (await owner.Get(created.Location!)).MustBe(404, "subscription.not_found");
        (await owner.Post($"{created.Location}/test", null)).MustBe(404, "subscription.not_found");
    }

    [Fact]
    public async Task a_test_message_says_how_it_went()
    {
        var receiver = await server.NewReceiver();
        var community = await server.NewCommunity();
        var created = (await community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink })).MustBe(201);
        var went = (await community.Owner.Post($"{created.Location}/test", null)).MustBe(200).Json;
        Assert.True(went.GetProperty("delivered").GetBoolean());
        Assert.Equal(204, went.GetProperty("status").GetInt32());
        var message = await receiver.Next();
        Assert.Equal("eventops.subscription.test.v1", message.Type);
        Assert.True(message.IsSignedWith(created.Json.GetProperty("secret").GetString()!));

        var nobody = (await community.Owner.Post("subscriptions", new { name = "nobody", sink = "http://127.0.0.1:1/hook" })).MustBe(201);
        var failed = (await community.Owner.Post($"{nobody.Location}/test", null)).MustBe(200).Json;
        Assert.False(failed.GetProperty("delivered").GetBoolean());
        Assert.Equal("unreachable", failed.GetProperty("error").GetString());
    }

    [Fact]
    public async Task what_was_imported_from_the_past_is_not_told_unless_asked_for()
    {
        var (usual, historian) = (await server.NewReceiver(), await server.NewReceiver());
        var meetup = await (await server.NewCommunity()).Scheduled();
        await Subscribed(meetup.Community, usual, "eventops.channel.*");
        (await meetup.Community.Owner.Post("subscriptions", new { name = "h", sink = historian.Sink, types = new[] { "eventops.channel.*" }, includeImported = true })).MustBe(201);
        await Import(meetup, new SetChannel(ChannelKind.DingTalk, Guid.CreateVersion7(), Number: "34197075"));
        await meetup.Done("set-channel", new { kind = "weChat", number = "now" });

        Assert.Equal("now", NumberOf(await usual.Next()));
        Assert.Equal(["34197075", "now"], new[] { NumberOf(await historian.Next()), NumberOf(await historian.Next()) }.Order());
        Assert.True(usual.IsEmpty);
    }

    [Theory]
    [InlineData("""{"sink":"https://example.org"}""", "name:required")]
    [InlineData("""{"name":"bot","sink":"ftp://example.org"}""", "sink:not_a_link")]
    [InlineData("""{"name":"bot","sink":"https://example.org","kind":"pigeon"}""", "kind:wrong_type")]
    [InlineData("""{"name":"bot","sink":"https://example.org","types":["slides"]}""", "types[0]:unknown_type")]
    [InlineData("""{"name":"bot","sink":"https://example.org","subscriptionId":7}""", "subscriptionId:wrong_type")]
    public async Task a_subscription_is_refused_by_field(string body, params string[] fields)
    {
        var community = await server.NewCommunity();
        (await community.Owner.Post("subscriptions", body)).MustRefuse(fields);
        Assert.Equal("[]", (await community.Owner.Get("subscriptions")).Json.GetProperty("subscriptions").GetRawText());
    }

    [Fact]
    public async Task a_subscription_of_another_community_is_not_there()
    {
        var (here, there) = (await server.NewCommunity(), await server.NewCommunity());
        var created = (await here.Owner.Post("subscriptions", new { name = "bot", sink = "https://example.org/hook" })).MustBe(201);
        var id = created.Json.GetProperty("subscriptionId").GetGuid();
        (await there.Owner.Get($"subscriptions/{id}")).MustBe(404, "subscription.not_found");
        (await there.Owner.Send(HttpMethod.Delete, $"subscriptions/{id}", null)).MustBe(404, "subscription.not_found");
        (await here.Anybody.Post($"subscriptions/{id}/test", null)).MustBe(401, "access.key_missing");
        (await here.Owner.Get($"subscriptions/{id}")).MustBe(200);
    }

    private static async Task<string> Subscribed(TestCommunity community, Receiver receiver, string types) =>
        (await community.Owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { types } }))
        .MustBe(201).Json.GetProperty("secret").GetString()!;

    private static string? NumberOf(Received message) => message.Json.GetProperty("data").GetProperty("fact").GetProperty("number").GetString();

    // The way of an import: the same desk, with the header that marks the past.
    private async Task Import(TestMeetup meetup, MeetupCommand command)
    {
        var metadata = new AppendMetadata { Headers = new Dictionary<string, string> { [ImportHeader.Name] = ImportHeader.Value } };
        var outcome = await server.Services.GetRequiredService<MeetupDesk>().Handle(
            new(meetup.Community.Name, meetup.Id, [command], new() { Metadata = metadata }), CancellationToken.None);
        Assert.IsType<CommandOutcome<Ruling>.Appended>(outcome);
    }
}
