using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Testing.Histories;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class ExplanationTests
{
    [Fact]
    public void a_field_is_explained_by_the_fact_that_made_it_and_the_release_that_showed_it()
    {
        var history = Given(ReleasedMeetup).And(Rewritten(Raft, "Raft by heart", "New."), Moved(RaftSlot, 13, 16), Released(2), Retitled("XIII"));
        var fields = Explain(history, new(RaftSlot.ToString(), ""));

        Assert.Equal((12L, 14L), Made(fields, ".talk.title"));
        Assert.Equal((13L, 14L), Made(fields, ".start"));
        Assert.Equal((8L, 9L), Made(fields, ".day"));
        Assert.Equal("Raft by heart", fields.Single(f => f.Path == ".talk.title").Value.GetString());
    }

    [Fact]
    public void a_pointer_leads_to_the_line_by_the_id_that_it_begins_with()
    {
        var page = Node(Given(ReleasedMeetup).PublicAgenda);

        Assert.Equal(new(Raft.ToString(), ".title"), PageLine.At(page, "/days/0/slots/0/talk/title"));
        Assert.Equal(new(MeetupId.ToString(), ".title"), PageLine.At(page, "/meetup/title"));
        Assert.Equal(new(null, ".release.number"), PageLine.At(page, "/release/number"));
        Assert.Null(PageLine.At(page, "/days/9"));
        Assert.Null(PageLine.At(page, "/nothing"));
    }

    [Fact]
    public void in_random_histories_a_field_has_had_its_value_ever_since_its_cause_and_not_before()
    {
        var seed = Random.Shared.Next();
        var history = Given(new RandomMeetup(seed).Events(commands: 120));
        var pages = Pages(history);
        foreach (var id in history.Agenda.Public().Days.SelectMany(day => day.Slots).Select(slot => slot.SlotId))
        {
            PageLine line = new(id.ToString(), "");
            foreach (var field in Explain(history, line))
            {
                var from = (int)(field.Shown ?? field.Cause).Version;
                var values = pages.Select(page => line.In(Node(page.Public())).GetValueOrDefault(field.Path)).ToList();
                Assert.True(values.Skip(from - 1).All(value => value == values[^1]), $"Seed {seed}: {field.Path} changed after its cause.");
                Assert.True(from == 1 || values[from - 2] != values[^1], $"Seed {seed}: {field.Path} was so before its cause.");
                Assert.True(field.Cause.Version <= from, $"Seed {seed}: {field.Path} was shown before it was made.");
            }
        }
    }

    private static (long Cause, long Shown) Made(ValueList<ExplainedField> fields, string path) =>
        fields.Single(field => field.Path == path) is var field ? (field.Cause.Version, (field.Shown ?? field.Cause).Version) : default;

    private static ValueList<ExplainedField> Explain(History history, PageLine line) => Explanation.Of(
        history.Facts, Pages(history).ConvertAll(page => (JsonNode?)Node(page.Public())), Pages(history).ConvertAll(page => (JsonNode?)Node(page.Draft())), line);

    private static List<AgendaPage> Pages(History history)
    {
        var pages = new List<AgendaPage>();
        foreach (var fact in history.Facts)
            pages.Add(AgendaPage.On(pages.LastOrDefault(), fact));
        return pages;
    }

    private static JsonNode Node<T>(T view) => JsonSerializer.SerializeToNode(view, DomainJson.Options)!;
}
