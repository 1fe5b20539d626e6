using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Messages.Texts;

namespace EventOps.Notifications.Sinks;

/// <summary>A kind of chat robot: where it lives, how much it bears, how it is asked, what its answers mean.</summary>
/// <param name="Hosts">Where such robots live: host names, or <c>*.</c> and the end of one.</param>
/// <param name="Missing">What the owner has left out, as advice; null: nothing.</param>
internal sealed record Robot(
    IReadOnlyList<string> Hosts, RobotRate Rate, Func<RobotCall, HttpRequestMessage> Request, Func<SinkAnswer, Verdict> Judge,
    Func<RobotCall, string?>? Missing = null);

/// <summary>One message for one robot.</summary>
/// <param name="Secret">What the robot's side gave: a signing secret, a token.</param>
/// <param name="Id">The same for every repeat.</param>
internal sealed record RobotCall(
    Uri Address, string? Secret, SubscriptionTarget Target, MessageText Text, Guid Id, DateTimeOffset Now)
{
    private static readonly JsonSerializerOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Post(Uri address, JsonObject body) => new(HttpMethod.Post, address) { Content = Json(body) };

    public HttpRequestMessage Post(JsonObject body) => Post(Address, body);

    public static HttpContent Json(JsonObject body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Writing));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return content;
    }

    public override string ToString() => $"{Id}";
}
