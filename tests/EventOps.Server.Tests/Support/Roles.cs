using EventOps.Domain.Communities;
using EventOps.Server.Access;

namespace EventOps.Server.Tests;

/// <summary>Somebody who asks with a key of a role.</summary>
internal static class Roles
{
    /// <param name="meetup">Whose talk a speaker's is.</param>
    public static async Task<Asker> As(this TestCommunity community, ServerFixture server, Role role, TestMeetup? meetup = null, params Right[] rights)
    {
        var talks = role is Role.Speaker ? new[] { new { meetupId = meetup!.Id, talkId = TestMeetup.Talk } } : [];
        var made = await community.Owner.Post(
            "keys", new { name = $"the {role.ToString().ToLowerInvariant()}", role, talks, rights = rights.Length == 0 ? null : rights });
        return server.Asker(community.Name, made.MustBe(201).Json.GetProperty("secret").GetString());
    }
}
