using EventOps.Projections.People;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class PersonViewTests
{
    private static readonly Guid BoId = PersonId.Of("sofa", "杨斌", null)!.Value;

    [Theory]
    [InlineData("杨斌", "杨 斌")]
    [InlineData("Ada  Okafor", "ada okafor")]
    [InlineData("李俊 ", "李俊")]
    public void a_name_is_known_again_however_it_is_spaced(string one, string other) =>
        Assert.Equal(PersonId.Of("sofa", one, "x"), PersonId.Of("sofa", other, null));

    [Theory]
    [InlineData("Ada Okafor", "AdaOkafor")]
    [InlineData("杨斌", "杨彬")]
    public void different_names_are_different_people(string one, string other) =>
        Assert.NotEqual(PersonId.Of("sofa", one, null), PersonId.Of("sofa", other, null));

    [Fact]
    public void nobody_is_the_same_in_two_communities_and_no_name_is_nobody()
    {
        Assert.NotEqual(PersonId.Of("sofa", "杨斌", null), PersonId.Of("other", "杨斌", null));
        Assert.NotEqual(PersonId.Of("sofa", "凯撒", null), PersonId.Of("sofa", null, "凯撒"));
        Assert.Null(PersonId.Of("sofa", " ", null));
    }

    [Fact]
    public void a_person_page_lists_their_talks_of_all_meetups_latest_first()
    {
        var earlier = Given(Scheduled(title: "Meetup 12", start: Start.PlusYears(-1), end: End.PlusYears(-1)), Speaker(Bo, "杨斌", "凯撒"),
            Talk(Mesh, "An older talk", null, Bo), Released(1)).Entry;

        var person = PersonView.Of(BoId, [earlier, Given(ReleasedMeetup).Entry])!;

        Assert.Equal(("杨斌", "凯撒", "Ant Group"), (person.Name, person.Alias, person.Organisation));
        Assert.Equal([("Meetup 13", "A mesh in production"), ("Meetup 12", "An older talk")], person.Talks.Select(t => (t.Meetup, t.Title)));
    }

    [Fact]
    public void what_no_release_shows_is_not_on_a_person_page()
    {
        var draft = Given(ReleasedMeetup[..8]);

        Assert.Null(PersonView.Of(BoId, [draft.Entry]));
        Assert.DoesNotContain($"person:{BoId}", draft.Line.Terms);
        Assert.Contains($"person:{BoId}", Given(ReleasedMeetup).Line.Terms);
    }
}
