using EventOps.Projections.People;

namespace EventOps.Server.Tests.Erasing;

/// <summary>What an owner does to have somebody erased.</summary>
internal static class ErasureSteps
{
    /// <summary>Looks and confirms.</summary>
    /// <param name="users">The names under which the person worked.</param>
    public static async Task Erase(this TestCommunity community, string name, params string[] users)
    {
        var person = PersonId.Of(community.Name, name, null);
        var confirm = (await community.Owner.Get($"people/{person}/erasure")).MustBe(200).Json.GetProperty("confirm").GetString();
        (await community.Owner.Post($"people/{person}/erase", new { reason = "Asked for.", confirm, users })).MustBe(200);
    }
}
