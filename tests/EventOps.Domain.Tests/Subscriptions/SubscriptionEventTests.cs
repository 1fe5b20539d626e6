using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EventOps.Domain.Subscriptions;
using Xunit;

namespace EventOps.Domain.Tests.Subscriptions;

public sealed class SubscriptionEventTests
{
    public static TheoryData<Type> Events =>
        [.. typeof(SubscriptionEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SubscriptionEvent)))];

    [Theory]
    [MemberData(nameof(Events))]
    public void every_event_is_stored_under_its_own_name_and_has_its_evolution(Type happened)
    {
        Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.Name), SubscriptionEvent.Names.NameOf(happened));
        var blank = (SubscriptionEvent)RuntimeHelpers.GetUninitializedObject(happened);
        Assert.IsNotType<UnreachableException>(Record.Exception(() => Subscription.Initial.Evolve(blank)));
    }

    [Theory]
    [InlineData(SubscriptionKind.Webhook, "https://example.org:8443/hook", "https://example.org:8443/hook")]
    [InlineData(SubscriptionKind.Webhook, "https://example.org/hook?token=s3cret", "https://example.org/hook?…")]
    [InlineData(SubscriptionKind.Webhook, "https://example.org/hook#s3cret", "https://example.org/hook")]
    [InlineData(SubscriptionKind.Site, "https://api.netlify.com/build_hooks/s3cret", "https://api.netlify.com/…")]
    [InlineData(SubscriptionKind.DingTalk, "https://oapi.dingtalk.com/robot/send?access_token=s3cret", "https://oapi.dingtalk.com/…")]
    [InlineData(SubscriptionKind.RabbitMq, "amqps://user:s3cret@broker.example.org:5671/vhost", "amqps://broker.example.org:5671/…")]
    public void an_address_is_shown_without_what_may_be_secret(SubscriptionKind kind, string address, string shown) =>
        Assert.Equal(shown, kind.Shown(new Uri(address)));
}
