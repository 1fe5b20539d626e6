using System.Text.Json;

namespace EventOps.Server.Tests.Subscriptions;

/// <summary>What tests of subscriptions do again and again.</summary>
internal static class Subscribing
{
    public const string DingTalk = "https://oapi.dingtalk.com/robot/send?access_token=t0p-s3cret";

    /// <summary>A subscription in a community of its own.</summary>
    public static async Task<(Asker Owner, Answer Created)> Subscribed(this ServerFixture server, object request)
    {
        var owner = (await server.NewCommunity()).Owner;
        return (owner, (await owner.Post("subscriptions", request)).MustBe(201));
    }

    public static Task<Answer> Revise(this Asker owner, Answer created, string body, params (string Name, string Value)[] headers) =>
        owner.Send(HttpMethod.Patch, created.Location!, new StringContent(body, null, "application/json"), headers);

    public static string? Text(this JsonElement json, string field) => json.GetProperty(field).GetString();
}
