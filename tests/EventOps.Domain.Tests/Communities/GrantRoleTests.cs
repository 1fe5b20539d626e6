using EventOps.Domain.Communities;
using Xunit;
using static EventOps.Domain.Tests.Communities.CommunityStory;
using static EventOps.Testing.Scenarios.Expected;

namespace EventOps.Domain.Tests.Communities;

public sealed class GrantRoleTests
{
    private static readonly RoleGranted Organizer = new(Ann, MemberKind.Email, Role.Organizer, []);

    [Fact]
    public void somebody_gets_a_role() =>
        Given(Created).When(new GrantRole(Ann, MemberKind.Email, Role.Organizer).Decide).Then(Organizer);

    [Fact]
    public void another_role_takes_the_place_of_the_first() => Given(Created, Organizer)
        .When(new GrantRole(Ann, MemberKind.Email, Role.Speaker, [Talk]).Decide).Then(new RoleGranted(Ann, MemberKind.Email, Role.Speaker, [Talk]));

    [Fact]
    public void a_speaker_has_talks_and_nobody_else_has()
    {
        Given(Created).When(new GrantRole(Ann, MemberKind.Subject, Role.Speaker).Decide).Then(Refused("access.talks"));
        Given(Created).When(new GrantRole(Ann, MemberKind.Subject, Role.Owner, [Talk]).Decide).Then(Refused("access.talks"));
    }

    [Fact]
    public void a_role_is_taken_back() => Given(Created, Organizer).When(new RevokeRole(Ann).Decide).Then(new RoleRevoked(Ann));

    [Fact]
    public void who_has_no_role_loses_none() => Given(Created).When(new RevokeRole(Ann).Decide).Then(Nothing);

    [Fact]
    public void nobody_is_anything_where_nothing_was_founded()
    {
        Given().When(new GrantRole(Ann, MemberKind.Claim, Role.Reader).Decide).Then(Refused("community.not_found"));
        Given().When(new RevokeRole(Ann).Decide).Then(Refused("community.not_found"));
    }
}
