using System.Text.Json;
using System.Text.Json.Nodes;
using EventOps.Domain.Shared;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Projections.Recaps;
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
        var page = Node(Given(ReleasedMeetup).PublicAgenda)!;

        Assert.Equal(new(Raft.ToString(), ".title"), PageLine.At(page, "/days/0/slots/0/talk/title"));
        Assert.Equal(new(MeetupId.ToString(), ".title"), PageLine.At(page, "/meetup/title"));
        Assert.Equal(new(null, ".release.number"), PageLine.At(page, "/release/number"));
        Assert.Null(PageLine.At(page, "/days/9"));
        Assert.Null(PageLine.At(page, "/nothing"));
    }

    [Fact]
    public void in_random_histories_every_line_is_explained_as_by_looking_at_every_page_whole()
    {
        var seed = Random.Shared.Next();
        var history = Given(new RandomMeetup(seed).Events(commands: 60));
        AssertSame<AgendaPage>(history, AgendaPage.On, page => page.Public(), page => page.Draft(), seed);
        AssertSame<RecapPage>(history, RecapPage.On, page => page.Public(), page => page.Draft(), seed);
    }

    [Fact]
    public void each_fact_is_folded_once_and_no_page_is_looked_at_that_nothing_rests_on()
    {
        var history = Given(ReleasedMeetup).And([.. Enumerable.Range(0, 100).Select(i => Retitled($"{i}")), Moved(RaftSlot, 13, 16), Released(2), .. Enumerable.Range(0, 50).Select(i => Retitled($"{i}"))]);
        var (folds, shown, drafted) = (0, new List<long>(), new List<long>());
        var explained = Explanation.Of<AgendaPage>(
            history.Facts,
            (page, fact) => { folds++; return AgendaPage.On(page, fact); },
            page => { shown.Add(page.Version); return page.Public(); },
            page => { drafted.Add(page.Version); return page.Draft(); },
            _ => new(RaftSlot.ToString(), ".start"))!;

        var (made, released, last) = (ReleasedMeetup.Length + 101L, ReleasedMeetup.Length + 102L, history.Facts[^1].Version);
        Assert.Equal((made, released), Made(explained.Fields, ".start"));
        Assert.Equal(history.Facts.Count, folds);
        Assert.Equal(Versions(last, released - 1), shown);
        Assert.Equal(Versions(released, made - 1), drafted);
    }

    private static IEnumerable<long> Versions(long from, long downTo) => Enumerable.Range(0, (int)(from - downTo + 1)).Select(i => from - i);

    private static void AssertSame<TPage>(
        History history, Func<TPage?, Fact, TPage> on, Func<TPage, object?> shown, Func<TPage, object?> drafted, int seed)
        where TPage : class
    {
        var pages = new List<TPage>();
        foreach (var fact in history.Facts)
            pages.Add(on(pages.LastOrDefault(), fact));
        var (seen, made) = (pages.ConvertAll(page => Node(shown(page))), pages.ConvertAll(page => Node(drafted(page))));
        var lines = seen[^1] is { } now ? Lines(now).Distinct().ToArray() : [];
        new Random(seed).Shuffle(lines);
        foreach (var line in lines.Take(8).Append(new(null, "")).Append(new(null, ".nothing")).Append(new(Id(1).ToString(), "")))
        {
            var expected = ExhaustiveExplanation.Of(history, seen, made, line);
            var fields = Explanation.Of(history.Facts, on, shown, drafted, _ => line)?.Fields ?? [];
            Assert.True(
                expected.Select(field => $"{field.Key} {field.Value}").SequenceEqual(fields.Select(field => $"{field.Path} {Made(fields, field.Path)}")),
                $"Seed {seed}, {line}:\n{string.Join('\n', expected)}\n{string.Join('\n', fields)}");
            Assert.All(fields, field => Assert.Equal(ExhaustiveExplanation.In(seen[^1], line)[field.Path], field.Value.GetRawText()));
        }
    }

    // Of every part of a page the line that its pointer leads to.
    private static IEnumerable<PageLine> Lines(JsonNode page) => Pointers(page, "").Select(pointer => PageLine.At(page, pointer)!);

    private static IEnumerable<string> Pointers(JsonNode node, string path) => (node switch
    {
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => Pointers(field.Value!, $"{path}/{field.Key}")),
        JsonArray items => items.Index().SelectMany(item => Pointers(item.Item!, $"{path}/{item.Index}")),
        _ => [],
    }).Append(path);

    private static (long Cause, long Shown) Made(ValueList<ExplainedField> fields, string path) =>
        fields.Single(field => field.Path == path) is var field ? (field.Cause.Version, (field.Shown ?? field.Cause).Version) : default;

    private static ValueList<ExplainedField> Explain(History history, PageLine line) =>
        Explanation.Of<AgendaPage>(history.Facts, AgendaPage.On, page => page.Public(), page => page.Draft(), _ => line)?.Fields ?? [];

    private static JsonNode? Node(object? view) => view is null ? null : JsonSerializer.SerializeToNode(view, view.GetType(), DomainJson.Options);
}
